#include "ui/keys/key_list_pane.hpp"

#include "ui/keys/key_list_parts.hpp"
#include "ui/keys/meter_bar.hpp"
#include "ui/keys/ttl_histogram.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/badge/tag.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/style.hpp"
#include "widgets/theme/text.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {

constexpr int filterDelay = 150; // ms without typing before the list is filtered
constexpr int treeAndList = 0, listOnly = 1;

} // namespace

KeyListPane::KeyListPane(KeysPresenter& presenter, QSettings& settings, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_settings(settings)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeTree());
    m_splitter->addWidget(makeList());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({204, 544});
    m_splitter->restoreState(m_settings.value(QStringLiteral("keys/treeSplitter")).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(QStringLiteral("keys/treeSplitter"), m_splitter->saveState()); });
    layout->addWidget(m_splitter, 1);

    connect(&m_presenter, &KeysPresenter::statusChanged, this, &KeyListPane::showStatus);
    connect(&m_presenter, &KeysPresenter::sampleChanged, this, &KeyListPane::showSample);
    connect(&m_presenter, &KeysPresenter::listReset, this, &KeyListPane::keepCurrent);
    m_view->setCurrentIndex(m_settings.value(QStringLiteral("keys/view"), treeAndList).toInt());
    setView(m_view->currentIndex());
    rescale();
    showStatus();
    showSample();
}

KeyListPane::~KeyListPane() = default;

QWidget* KeyListPane::makeBar()
{
    auto* pane = new badge::Pane;
    pane->setLines(Qt::BottomEdge);
    auto* rows = new QVBoxLayout(pane);
    rows->setContentsMargins(16, 8, 16, 8);
    rows->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    m_filter = new FilterField;
    m_glass = m_filter->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_filter->setPlaceholderText(tr("Filter by name or glob, for example cart:*"));
    m_filter->setAccessibleName(tr("Filter by name or glob"));
    m_filter->setObjectName(QStringLiteral("keyFilter"));
    m_filter->setClearButtonEnabled(true);
    theme::setFieldHeight(m_filter, theme::space::button);
    m_filter->installEventFilter(this);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(&m_filterDelay, &QTimer::timeout, this, [this] { m_presenter.setFilter(m_filter->text()); });
    top->addWidget(m_filter, 1);
    m_view = new QComboBox;
    m_view->addItems({tr("Tree and list"), tr("List only")});
    m_view->setAccessibleName(tr("View"));
    m_view->setObjectName(QStringLiteral("keyView"));
    theme::setFieldHeight(m_view, theme::space::button);
    connect(m_view, &QComboBox::currentIndexChanged, this, &KeyListPane::setView);
    top->addWidget(m_view);
    m_rescan = new badge::Button({}, QStringLiteral("refresh"));
    m_rescan->setAccessibleName(tr("Scan again"));
    m_rescan->setToolTip(tr("Scan again (F5)"));
    m_rescan->setObjectName(QStringLiteral("rescan"));
    connect(m_rescan, &QPushButton::clicked, &m_presenter, &KeysPresenter::rescan);
    top->addWidget(m_rescan);
    rows->addLayout(top);

    auto* chips = new QHBoxLayout;
    chips->setSpacing(4);
    for (const auto* type : {"string", "hash", "zset", "set", "list", "stream"}) {
        auto* pill = new badge::Pill(QString::fromLatin1(type));
        pill->setCheckable(true);
        pill->setObjectName(QStringLiteral("type-") + QString::fromLatin1(type));
        pill->setToolTip(tr("Only keys of this type; the server is scanned again"));
        connect(pill, &QAbstractButton::toggled, this, [this, pill](bool on) { chooseType(pill, on); });
        m_types.push_back(pill);
        chips->addWidget(pill);
    }
    chips->addStretch(1);
    m_ttl = new badge::SegmentedControl;
    m_ttl->setObjectName(QStringLiteral("ttlRange"));
    m_ttl->addSegment(tr("Any TTL"));
    m_ttl->addSegment(tr("< 1 min"), tr("Keys that expire within a minute"));
    m_ttl->addSegment(tr("< 1 h"), tr("Keys that expire within an hour"));
    m_ttl->addSegment(tr("None"), tr("Keys without a TTL"));
    connect(m_ttl, &badge::SegmentedControl::currentChanged, this,
            [this](int index) { m_presenter.setTtlRange(static_cast<TtlFilter::Range>(index)); });
    chips->addWidget(m_ttl);
    rows->addLayout(chips);
    return pane;
}

QWidget* KeyListPane::makeTree()
{
    auto* pane = new badge::Pane;
    m_treePane = pane;
    pane->setMinimumWidth(160);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    m_tree = new table::TreeView;
    m_tree->setModel(&m_presenter.namespaces());
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Namespaces"));
    m_tree->setObjectName(QStringLiteral("namespaces"));
    m_tree->setItemDelegateForColumn(NamespaceModel::NameColumn, new table::TextDelegate(m_tree));
    auto* counts = new table::NumberDelegate(m_tree);
    counts->setRole(theme::Role::Caption);
    m_tree->setItemDelegateForColumn(NamespaceModel::CountColumn, counts);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(16);
    m_tree->header()->setSectionResizeMode(NamespaceModel::NameColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(NamespaceModel::CountColumn, QHeaderView::Fixed);
    m_tree->expand(m_presenter.namespaces().index(0, 0));
    m_tree->setCurrentIndex(m_presenter.namespaces().index(0, 0));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &KeyListPane::chooseNamespace);
    layout->addWidget(m_tree, 1);
    layout->addWidget(new badge::Hairline);
    m_histogram = new TtlHistogram;
    m_histogram->setContentsMargins(0, 0, 0, 0);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(16, 12, 12, 8);
    below->addWidget(m_histogram);
    layout->addLayout(below);
    return pane;
}

QWidget* KeyListPane::makeList()
{
    auto* pane = new badge::Pane;
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new table::TableView;
    // Before the view's own: a key that vanishes moves the mark to its neighbour, which is not the same as choosing it.
    connect(&m_presenter.model(), &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_removing = true; });
    m_list->setModel(&m_presenter.model());
    connect(&m_presenter.model(), &QAbstractItemModel::rowsRemoved, this, [this] { m_removing = false; });
    m_list->setAccessibleName(tr("Keys"));
    m_list->setObjectName(QStringLiteral("keys"));
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setItemDelegateForColumn(KeyModel::TypeColumn, new table::TypeDelegate(m_list));
    m_list->setItemDelegateForColumn(KeyModel::KeyColumn, new KeyDelegate(m_list));
    m_list->setItemDelegateForColumn(KeyModel::TtlColumn, new table::TtlDelegate(m_list));
    m_list->setItemDelegateForColumn(KeyModel::MemoryColumn, new table::NumberDelegate(m_list));
    m_list->horizontalHeader()->setStretchLastSection(false);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_list->horizontalHeader()->setSectionResizeMode(KeyModel::KeyColumn, QHeaderView::Stretch);
    m_list->horizontalHeader()->setSectionsClickable(true);
    m_list->installEventFilter(this);
    connect(m_list->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        if (section == KeyModel::KeyColumn)
            m_presenter.cycleOrder();
    });
    connect(m_list, &table::TableView::visibleRowsChanged, &m_presenter, &KeysPresenter::setVisibleRows);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (!index.isValid())
            return;
        m_current = m_presenter.model().keyAt(index.row());
        if (!m_removing)
            Q_EMIT keyChosen(m_current);
    });
    connect(m_list, &QAbstractItemView::doubleClicked, this, [this] { Q_EMIT keyOpened(m_current); });
    layout->addWidget(m_list, 1);
    layout->addWidget(makeStatus());
    return pane;
}

QWidget* KeyListPane::makeStatus()
{
    auto* pane = new badge::Pane;
    pane->setLines(Qt::TopEdge);
    auto* line = new QHBoxLayout(pane);
    line->setContentsMargins(16, 3, 16, 3);
    line->setSpacing(8);
    m_count = new badge::Label({}, theme::Role::Caption, theme::Token::TextPrimary);
    m_count->setRole(theme::Role::Caption, theme::Weight::SemiBold);
    m_count->setObjectName(QStringLiteral("keyCount"));
    m_scan = new badge::ElidedLabel({}, theme::Role::Caption, theme::Token::TextSecondary);
    m_scan->setObjectName(QStringLiteral("scanText"));
    m_meter = new MeterBar(64);
    m_meter->setAccessibleName(tr("Scan progress"));
    m_pause = new badge::Button({}, QStringLiteral("pause"), theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    m_pause->setObjectName(QStringLiteral("pauseScan"));
    m_pause->setAccessibleName(tr("Pause the scan"));
    connect(m_pause, &QPushButton::clicked, &m_presenter, &KeysPresenter::togglePause);
    m_cancel = new badge::Button({}, QStringLiteral("stop"), theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    m_cancel->setObjectName(QStringLiteral("cancelScan"));
    m_cancel->setAccessibleName(tr("Stop the scan"));
    m_cancel->setToolTip(tr("Stop the scan; what was found stays"));
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &KeysPresenter::cancelScan);
    m_live = new badge::StatusDot;
    m_live->setObjectName(QStringLiteral("live"));
    line->addWidget(m_count);
    line->addWidget(m_scan);
    line->addWidget(m_meter);
    line->addWidget(m_pause);
    line->addWidget(m_cancel);
    line->addStretch(1);
    line->addWidget(m_live);
    return pane;
}

void KeyListPane::rescale()
{
    const auto theme = theme::Theme::of(this);
    m_list->setColumnWidth(KeyModel::TypeColumn, theme.px(72));
    m_list->setColumnWidth(KeyModel::TtlColumn, theme.px(156));
    m_list->setColumnWidth(KeyModel::MemoryColumn, theme.px(96));
    m_tree->setColumnWidth(NamespaceModel::CountColumn, theme.px(72));
    m_glass->setIcon(theme::themedIcon(theme, QStringLiteral("search"), theme::Token::TextMuted));
}

void KeyListPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_list)
        rescale();
}

bool KeyListPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_filter && (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter)) {
        focusList();
        return true;
    }
    if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (watched == m_list && (key == Qt::Key_Return || key == Qt::Key_Enter) && !m_current.empty()) {
        Q_EMIT keyOpened(m_current);
        return true;
    }
    if (watched == m_list && key == Qt::Key_Delete && !m_current.empty()) {
        Q_EMIT deleteAsked();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void KeyListPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void KeyListPane::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid() && m_presenter.model().rowCount() > 0)
        m_list->setCurrentIndex(m_presenter.model().index(0, 0));
}

QString KeyListPane::filterText() const
{
    return m_filter->text();
}

std::string KeyListPane::currentKey() const
{
    return m_list->currentIndex().isValid() ? m_current : std::string();
}

void KeyListPane::setPresentation(bool on)
{
    m_presentation = on;
    setView(m_view->currentIndex());
}

void KeyListPane::setView(int view)
{
    m_treePane->setVisible(view == treeAndList && !m_presentation);
    m_settings.setValue(QStringLiteral("keys/view"), view);
}

void KeyListPane::chooseNamespace(const QModelIndex& index)
{
    m_presenter.setNamespace(m_presenter.namespaces().choice(index));
}

void KeyListPane::chooseType(badge::Pill* pill, bool on)
{
    if (on)
        for (auto* other : m_types)
            if (other != pill) {
                const QSignalBlocker block(other);
                other->setChecked(false);
                other->update();
            }
    m_presenter.setType(on ? pill->objectName().mid(5) : QString());
}

void KeyListPane::keepCurrent()
{
    if (m_current.empty())
        return;
    const auto row = m_presenter.model().find(m_current);
    if (row < 0)
        return;
    const QSignalBlocker block(m_list->selectionModel());
    m_list->selectionModel()->setCurrentIndex(m_presenter.model().index(row, 0),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_list->viewport()->update();
}

void KeyListPane::showSample()
{
    m_histogram->setSample(m_presenter.sample());
    for (auto* pill : m_types)
        pill->setCount(m_presenter.typeCount(pill->objectName().mid(5)));
}

void KeyListPane::showStatus()
{
    const auto& progress = m_presenter.progress();
    const auto scanning = m_presenter.isScanning();
    m_count->setText(m_presenter.countText());
    m_scan->setText(m_presenter.scanText());
    theme::setPlainToolTip(m_scan, m_presenter.trouble());
    m_meter->setFraction(progress.fraction);
    m_meter->setToken(progress.state == keyspace::ScanState::Incomplete ? theme::Token::StateWarn
                                                                        : theme::Token::Accent);
    m_pause->setVisible(scanning);
    m_cancel->setVisible(scanning);
    m_pause->setIconName(m_presenter.isPaused() ? QStringLiteral("play") : QStringLiteral("pause"));
    m_pause->setAccessibleName(m_presenter.isPaused() ? tr("Go on with the scan") : tr("Pause the scan"));
    m_live->setState(m_presenter.isLive() ? badge::State::Ok : badge::State::Unknown);
    m_live->setText(scanning ? QString() : theme::plain(m_presenter.liveText()));
    m_live->setVisible(!scanning);
    if (!progress.ended())
        m_list->setEmptyText(tr("Scanning…"));
    else if (progress.keys == 0)
        m_list->setEmptyText(m_presenter.type().isEmpty() ? tr("This server has no keys.")
                                                          : tr("No key of this type."));
    else
        m_list->setEmptyText(tr("No key matches. Clear the filter (Escape) or choose another namespace."));
}

} // namespace cachedeck::ui
