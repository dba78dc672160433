#include "ui/keys/value_body.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/keys/code_view.hpp"
#include "ui/keys/json_text.hpp"
#include "ui/keys/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/badge/segmented_control.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace cachedeck::ui {
namespace {
constexpr std::size_t elementsOfPage = 100;
constexpr std::size_t bytesOfPage = 16 * 1024;
} // namespace

ValueBody::ValueBody(KeyspaceBridge& bridge, QSettings& settings, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_settings(settings)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_table = new table::TableView;
    m_table->setModel(&m_elements);
    m_table->setAccessibleName(tr("Elements"));
    m_table->setObjectName(QStringLiteral("elements"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* mono = new table::TextDelegate(m_table);
    mono->setRole(theme::Role::Mono);
    m_table->setItemDelegate(mono);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ValueBody::showElement);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(makeViewer());
    m_splitter->setSizes({196, 190});
    m_splitter->restoreState(m_settings.value(QStringLiteral("keys/elementSplitter")).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(QStringLiteral("keys/elementSplitter"), m_splitter->saveState()); });
    layout->addWidget(m_splitter, 1);
    clear();
}

QWidget* ValueBody::makeHead()
{
    auto* head = new badge::Pane;
    head->setFixedHeight(36);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(16, 0, 16, 0);
    line->setSpacing(4);
    m_title = new badge::Label({}, theme::Role::Body, theme::Token::AccentText);
    m_title->setWeight(theme::Weight::SemiBold);
    m_title->setObjectName(QStringLiteral("valueTitle"));
    line->addWidget(m_title);
    line->addStretch(1);
    const auto button = [&](const QString& icon, const QString& name, const char* id) {
        auto* made = new badge::Button({}, icon, theme::ButtonKind::Quiet, theme::ButtonSize::Small);
        made->setAccessibleName(name);
        made->setToolTip(name);
        made->setObjectName(QLatin1String(id));
        return made;
    };
    m_previous = button(QStringLiteral("left"), tr("Previous page"), "previousPage");
    m_next = button(QStringLiteral("right"), tr("Next page"), "nextPage");
    m_pageText = new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary);
    m_pageText->setObjectName(QStringLiteral("pageText"));
    connect(m_previous, &QPushButton::clicked, this, [this] { read(m_number - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { read(m_number + 1); });
    line->addWidget(m_previous);
    line->addWidget(m_pageText);
    line->addWidget(m_next);
    return head;
}

QWidget* ValueBody::makeViewer()
{
    m_viewer = new QWidget;
    auto* layout = new QVBoxLayout(m_viewer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new badge::Pane;
    head->setFixedHeight(36);
    head->setLines(Qt::BottomEdge);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(16, 0, 16, 0);
    line->setSpacing(8);
    m_elementTitle = new badge::ElidedLabel({}, theme::Role::Mono);
    m_elementTitle->setRole(theme::Role::Mono, theme::Weight::SemiBold);
    m_elementTitle->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_elementInfo = new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted);
    m_elementInfo->setObjectName(QStringLiteral("elementInfo"));
    line->addWidget(m_elementTitle);
    line->addWidget(m_elementInfo);
    line->addStretch(1);
    m_look = new badge::SegmentedControl;
    m_look->addSegment(tr("Pretty"), tr("JSON, indented"));
    m_look->addSegment(tr("Text"));
    m_look->addSegment(tr("Hex"));
    m_look->setObjectName(QStringLiteral("look"));
    m_wanted = m_settings.value(QStringLiteral("keys/look"), int(Pretty)).toInt();
    connect(m_look, &badge::SegmentedControl::currentChanged, this, [this](int look) {
        m_wanted = look;
        m_settings.setValue(QStringLiteral("keys/look"), look);
        showElement();
    });
    line->addWidget(m_look);
    layout->addWidget(head);
    m_code = new CodeView;
    m_code->setAccessibleName(tr("Value"));
    m_code->setObjectName(QStringLiteral("code"));
    layout->addWidget(m_code, 1);
    return m_viewer;
}

void ValueBody::open(const std::string& key)
{
    m_key = key;
    m_cursors = {std::string()};
    m_number = 0;
    read(0);
}

void ValueBody::reload()
{
    if (!m_key.empty())
        read(m_number);
}

void ValueBody::clear()
{
    ++m_request;
    m_key.clear();
    m_page = {};
    m_cursors = {std::string()};
    m_number = 0;
    showPage();
}

void ValueBody::read(int pageNumber)
{
    if (pageNumber < 0 || pageNumber >= static_cast<int>(m_cursors.size()))
        return;
    keyspace::PageRequest request;
    request.key = m_key;
    request.cursor = m_cursors[static_cast<std::size_t>(pageNumber)];
    request.type = pageNumber == 0 ? keyspace::KeyType::None : m_page.type;
    request.elements = elementsOfPage;
    request.bytes = bytesOfPage;
    m_bridge.readPage(request,
                      [this, number = ++m_request, pageNumber](const redis::Result<keyspace::ValuePage>& page) {
                          if (number != m_request)
                              return;
                          if (page)
                              take(pageNumber, *page);
                          else
                              Q_EMIT failed(backendText(page.error().text()));
                      });
}

void ValueBody::take(int pageNumber, const keyspace::ValuePage& page)
{
    // Another type by now: from the start.
    if (pageNumber > 0 && page.type != m_page.type && page.type != keyspace::KeyType::None) {
        open(m_key);
        return;
    }
    m_number = pageNumber;
    m_page = page;
    m_cursors.resize(static_cast<std::size_t>(pageNumber) + 1);
    if (!page.next.empty())
        m_cursors.push_back(page.next);
    showPage();
    Q_EMIT loaded();
}

std::uint64_t ValueBody::pages() const
{
    const auto size = m_page.type == keyspace::KeyType::String ? bytesOfPage : elementsOfPage;
    const auto byTotal = std::max<std::uint64_t>(1, (m_page.total + size - 1) / size);
    if (m_page.next.empty()) // this one is the last, whatever the total says
        return static_cast<std::uint64_t>(m_number) + 1;
    return std::max<std::uint64_t>(byTotal, static_cast<std::uint64_t>(m_number) + 2);
}

void ValueBody::showPage()
{
    const auto isString = m_page.type == keyspace::KeyType::String;
    const auto none = m_page.type == keyspace::KeyType::None;
    const auto total = words::count(m_page.total);
    switch (m_page.type) {
    case keyspace::KeyType::String:
        m_title->setText(tr("Value, %1").arg(words::size(m_page.total)));
        break;
    case keyspace::KeyType::Hash:
        m_title->setText(tr("Fields, %1").arg(total));
        break;
    case keyspace::KeyType::List:
        m_title->setText(tr("Elements, %1").arg(total));
        break;
    case keyspace::KeyType::Set:
    case keyspace::KeyType::SortedSet:
        m_title->setText(tr("Members, %1").arg(total));
        break;
    case keyspace::KeyType::Stream:
        m_title->setText(tr("Entries, %1").arg(total));
        break;
    default:
        m_title->setText(none ? QString() : tr("A module's type, shown by no viewer"));
        break;
    }
    // Hashes and sets go by SCAN, whose pages are not all of one size.
    const auto about = m_page.type == keyspace::KeyType::Hash || m_page.type == keyspace::KeyType::Set;
    const auto exact = !about || m_page.next.empty();
    m_pageText->setText(none ? QString()
                             : (exact ? tr("page %1 of %2") : tr("page %1 of about %2"))
                                   .arg(words::count(static_cast<std::uint64_t>(m_number) + 1), words::count(pages())));
    m_previous->setEnabled(m_number > 0);
    m_next->setEnabled(!m_page.next.empty());
    m_previous->setVisible(pages() > 1 && !none);
    m_next->setVisible(pages() > 1 && !none);
    m_table->setVisible(!isString && !none);
    m_viewer->setVisible(!none);
    m_elements.setPage(m_page);
    m_table->setColumnWidth(0, theme::Theme::of(this).px(152));
    if (m_elements.rowCount() > 0)
        m_table->setCurrentIndex(m_elements.index(0, 0));
    showElement();
}

void ValueBody::showElement()
{
    if (m_page.type == keyspace::KeyType::String) {
        showBytes(QString(), m_page.bytes, m_page.offset, m_page.offset == 0 && m_page.next.empty());
        return;
    }
    const auto row = m_table->currentIndex().row();
    showBytes(m_elements.titleOf(row), m_elements.bytesOf(row), 0, true);
}

void ValueBody::showBytes(const QString& title, const std::string& bytes, std::uint64_t offset, bool whole)
{
    const auto text = words::fromBytes(bytes);
    const auto isText = words::isText(bytes);
    const auto json = whole && isText ? prettyJson(text) : std::nullopt;
    const auto shown = words::count(bytes.size());
    m_elementTitle->setText(title);
    m_elementTitle->setVisible(!title.isEmpty());
    m_elementInfo->setText(!whole ? tr("bytes %1 to %2").arg(words::count(offset), words::count(offset + bytes.size()))
                           : json ? tr("JSON, %1 bytes").arg(shown)
                           : isText ? tr("text, %1 bytes").arg(shown)
                                    : tr("binary, %1 bytes").arg(shown));
    m_look->setSegmentEnabled(Pretty, json.has_value());
    const auto look = m_wanted == Hex || (!isText && m_wanted != Text) ? Hex
                      : m_wanted == Pretty && json                     ? Pretty
                                                                       : Text;
    {
        const QSignalBlocker block(m_look);
        m_look->setCurrent(look);
    }
    if (look == Hex)
        m_code->showHex(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())), offset);
    else if (look == Pretty)
        m_code->showJson(*json);
    else
        m_code->showText(text);
}

QString ValueBody::pageText() const
{
    if (m_page.type == keyspace::KeyType::String)
        return words::fromBytes(m_page.bytes);
    QString text;
    for (const auto& element : m_page.elements) {
        text += words::fromBytes(element.name);
        if (!element.value.empty())
            text += QLatin1Char('\t') + words::fromBytes(element.value);
        for (const auto& [field, value] : element.fields)
            text += QLatin1Char('\t') + words::fromBytes(field) + QLatin1Char('=') + words::fromBytes(value);
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace cachedeck::ui
