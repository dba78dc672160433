#include "ui/start/recent_card.hpp"

#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

// One line of the list: a flat button that is drawn as text, so that keyboard and screen reader have it for nothing.
class EntryButton : public QAbstractButton {
public:
    explicit EntryButton(const RecentCard::Entry& entry)
    {
        setText(theme::plain(entry.text));
        setAccessibleName(QStringList{entry.tag, entry.figure, theme::plain(entry.text), entry.detail}
                              .join(QLatin1Char(' '))
                              .simplified());
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(space::row);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::control);
        if (!entry.tag.isEmpty()) {
            auto* tag = new badge::Tag(entry.tag, entry.environment);
            tag->setMinimumWidth(96);
            row->addWidget(tag);
        } else {
            auto* figure = new badge::Label(entry.figure);
            figure->setWeight(theme::Weight::SemiBold);
            figure->setFixedWidth(48);
            figure->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
            row->addWidget(figure);
        }
        auto* text = new badge::ElidedLabel(theme::plain(entry.text));
        text->setElideMode(Qt::ElideMiddle);
        row->addWidget(text, 1);
        row->addWidget(new badge::Label(entry.detail, theme::Role::Caption, theme::Token::TextMuted));
        for (auto* child : findChildren<QWidget*>())
            child->setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!underMouse() && !isDown())
            return;
        QPainter painter(this);
        painter.fillRect(rect(), theme::Theme::of(this).color(theme::Token::SurfaceHover));
    }
    void enterEvent(QEnterEvent* event) override
    {
        QAbstractButton::enterEvent(event);
        update();
    }
    void leaveEvent(QEvent* event) override
    {
        QAbstractButton::leaveEvent(event);
        update();
    }
};

constexpr int most = 3;

} // namespace

RecentCard::RecentCard(const QString& icon, const QString& title, const QString& action, const QString& emptyText,
                       QWidget* parent)
    : Card(parent),
      m_list(new QVBoxLayout),
      m_empty(new badge::Label(emptyText, theme::Role::Body, theme::Token::TextMuted))
{
    setFixedHeight(160);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::control);
    head->addWidget(new badge::IconLabel(icon, 20));
    head->addWidget(new badge::Label(title, theme::Role::Title), 1);
    auto* button = new badge::Button(action);
    head->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::group, 12, space::group, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addSpacing(12);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_list->setSpacing(0);
    column->addLayout(m_list);
    column->addStretch(1);
    connect(button, &QAbstractButton::clicked, this, &RecentCard::actionRequested);
}

void RecentCard::setEntries(const QVector<Entry>& entries)
{
    while (auto* item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_empty->setVisible(entries.isEmpty());
    for (int i = 0; i < entries.size() && i < most; ++i) {
        auto* button = new EntryButton(entries[i]);
        connect(button, &QAbstractButton::clicked, this, [this, i] { Q_EMIT chosen(i); });
        m_list->addWidget(button);
    }
}

} // namespace cachedeck::ui
