#include "ui/load/history_panel.hpp"

#include "ui/bridge/run_library.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int panelWidth = 560;
constexpr int tableHeight = 280;

} // namespace

void HistoryModel::setEntries(std::vector<history::Entry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const history::Entry* HistoryModel::entry(int row) const
{
    return row >= 0 && std::size_t(row) < m_entries.size() ? &m_entries[std::size_t(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    const auto* one = index.isValid() ? entry(index.row()) : nullptr;
    if (!one)
        return {};
    if (role == Qt::TextAlignmentRole && index.column() >= Measured)
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role == table::DetailRole && index.column() == Run)
        return one->state == history::State::Interrupted ? tr("interrupted")
               : one->state == history::State::Finished  ? QString()
                                                         : tr("running");
    if (role == table::StrongRole)
        return index.column() == Times;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Run:
        return theme::plain(QString::fromStdString(one->name));
    case When:
        return words::when(one->started);
    case Measured:
        return chart::timeText(one->seconds);
    case Times:
        return one->speedup ? tr("%1 at p50, %2")
                                  .arg(words::times(*one->speedup), theme::plain(QString::fromStdString(one->path)))
                            : words::none();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Measured ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Run:
        return tr("Scenario");
    case When:
        return tr("Started");
    case Measured:
        return tr("measured");
    case Times:
        return tr("faster");
    default:
        return {};
    }
}

HistoryPanel::HistoryPanel(RunLibrary& library, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_library(library),
      m_model(new HistoryModel(this)),
      m_table(new table::TableView),
      m_open(new badge::Button(tr("Open"), {}, theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_compare(new badge::Button(tr("Compare"), {}, theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_repeat(new badge::Button(tr("Repeat"), {}, theme::ButtonKind::Normal, theme::ButtonSize::Small)),
      m_delete(new badge::Button(tr("Delete"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small)),
      m_end(new badge::Button(tr("End the comparison"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small)),
      m_file(new badge::Button(tr("Compare with a file…"), {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small))
{
    setObjectName(QStringLiteral("historyPanel"));
    setAccessibleName(tr("Earlier runs"));
    build();
    connect(&m_library, &RunLibrary::changed, this, &HistoryPanel::update);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { setRunning(m_running); });
    connect(m_table, &QAbstractItemView::activated, this, [this] { m_open->click(); });
    const auto act = [this](badge::Button* button, auto signal) {
        connect(button, &QAbstractButton::clicked, this, [this, signal] {
            const auto entry = chosen();
            hide();
            if (entry)
                Q_EMIT(this->*signal)(entry->id);
        });
    };
    act(m_open, &HistoryPanel::openRequested);
    act(m_compare, &HistoryPanel::compareRequested);
    act(m_repeat, &HistoryPanel::repeatRequested);
    connect(m_delete, &QAbstractButton::clicked, this, [this] {
        if (const auto entry = chosen())
            m_library.remove(entry->id);
    });
    auto* key = new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, m_delete, &QAbstractButton::click);
    connect(m_end, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT comparisonEnded();
    });
    connect(m_file, &QAbstractButton::clicked, this, [this] { chooseFile(); });
    setComparing(false);
    update();
}

void HistoryPanel::build()
{
    setFixedWidth(panelWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, space::control, 1, space::control);
    column->setSpacing(space::control);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::group, 0, space::control, 0);
    head->addWidget(new badge::Label(tr("Earlier runs"), theme::Role::Title), 1);
    head->addWidget(m_end);
    head->addWidget(m_file);
    column->addLayout(head);
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Earlier runs"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new table::NumberDelegate(m_table));
    m_table->setItemDelegateForColumn(HistoryModel::Run, new table::PathDelegate(m_table));
    m_table->setItemDelegateForColumn(HistoryModel::When, new table::PathDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEmptyText(tr("Every run is kept here, also one that was cut short."));
    m_table->setFixedHeight(tableHeight);
    auto* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->resizeSection(HistoryModel::Run, 168);
    header->resizeSection(HistoryModel::When, 138);
    header->resizeSection(HistoryModel::Measured, 76);
    header->resizeSection(HistoryModel::Times, panelWidth - 2 - 168 - 138 - 76);
    column->addWidget(m_table);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::group, 0, space::group, 0);
    buttons->setSpacing(space::control);
    m_open->setObjectName(QStringLiteral("historyOpen"));
    m_compare->setObjectName(QStringLiteral("historyCompare"));
    m_repeat->setObjectName(QStringLiteral("historyRepeat"));
    m_delete->setObjectName(QStringLiteral("historyDelete"));
    m_compare->setToolTip(tr("Draws its curves behind those of the run in the window."));
    m_repeat->setToolTip(tr("Runs the same scenario again, with the same seed and so the same operations."));
    for (auto* button : {m_open, m_compare, m_repeat})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_delete);
    column->addLayout(buttons);
}

void HistoryPanel::paintEvent(QPaintEvent*)
{
    const auto theme = theme::Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(theme::Token::SurfacePanel));
    painter.setPen(theme.color(theme::Token::LineControl));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void HistoryPanel::popUnder(QWidget* button)
{
    m_library.refresh();
    adjustSize();
    auto at = button->mapToGlobal(QPoint(button->width() - width(), button->height() + space::unit));
    if (const auto* screen = button->screen())
        at.setX(std::max(at.x(), screen->availableGeometry().left()));
    move(at);
    show();
    m_table->setFocus(Qt::PopupFocusReason);
}

void HistoryPanel::update()
{
    const auto before = chosen();
    m_model->setEntries(m_library.entries());
    int row = 0;
    for (int i = 0; before && i < m_model->rowCount(); ++i)
        if (m_model->entry(i)->id == before->id)
            row = i;
    if (m_model->rowCount() > 0)
        m_table->selectRow(row);
    setRunning(m_running);
}

void HistoryPanel::setRunning(bool running)
{
    m_running = running;
    const auto entry = chosen();
    const bool ended =
        entry && (entry->state == history::State::Finished || entry->state == history::State::Interrupted);
    m_open->setEnabled(ended && !running);
    m_compare->setEnabled(ended);
    m_repeat->setEnabled(entry && !running);
    m_delete->setEnabled(ended);
}

void HistoryPanel::setComparing(bool comparing)
{
    m_end->setVisible(comparing);
}

std::optional<history::Entry> HistoryPanel::chosen() const
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const auto* entry = rows.isEmpty() ? nullptr : m_model->entry(rows.first().row());
    return entry ? std::optional(*entry) : std::nullopt;
}

void HistoryPanel::chooseFile()
{
    hide();
    auto* dialog = new QFileDialog(parentWidget(), tr("A stored run"), {},
                                   tr("Runs (run.json timeline.csv latency.hlog);;JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT fileRequested(file); });
    dialog->open();
}

} // namespace cachedeck::ui
