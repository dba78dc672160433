#include "widgets/table/delegates.hpp"

#include "widgets/table/views.hpp"
#include "widgets/theme/icons.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QHeaderView>
#include <QPainter>

namespace cachedeck::table {

using theme::Theme;
using theme::Token;

namespace {

int edgePadding(const QWidget* widget)
{
    const auto* view = qobject_cast<const TableView*>(widget);
    return view ? view->edgePadding() : 8;
}

// The columns as they are seen, not as the model counts them.
bool isEdge(const QStyleOptionViewItem& option, const QModelIndex& index, bool leading)
{
    const auto* view = qobject_cast<const TableView*>(option.widget);
    if (!view)
        return false;
    const QHeaderView* header = view->horizontalHeader();
    const int step = leading ? -1 : 1;
    for (int at = header->visualIndex(index.column()) + step; at >= 0 && at < header->count(); at += step)
        if (!header->isSectionHidden(header->logicalIndex(at)))
            return false;
    return true;
}

struct TypeLook {
    const char* type;
    const char* letters;
    Token token;
    Token tint;
};

constexpr TypeLook typeLooks[] = {
    {"string", "STR", Token::TypeString, Token::TypeStringTint},
    {"hash", "HASH", Token::TypeHash, Token::TypeHashTint},
    {"list", "LIST", Token::TypeList, Token::TypeListTint},
    {"set", "SET", Token::TypeSet, Token::TypeSetTint},
    {"zset", "ZSET", Token::TypeZset, Token::TypeZsetTint},
    {"stream", "STRM", Token::TypeStream, Token::TypeStreamTint},
};

const TypeLook* lookOf(const QString& type)
{
    for (const TypeLook& look : typeLooks)
        if (type.compare(QLatin1String(look.type), Qt::CaseInsensitive) == 0)
            return &look;
    return nullptr;
}

void drawBar(QPainter& painter, const Theme& theme, const QRectF& bar, double share, Token token,
             Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = theme.line(theme::space::barRadius);
    painter.setBrush(theme.color(Token::LineHairline));
    painter.drawRoundedRect(bar, radius, radius);
    QRectF filled = bar;
    filled.setWidth(bar.width() * qBound(0.04, share, 1.0));
    if (direction == Qt::RightToLeft)
        filled.moveRight(bar.right());
    painter.setBrush(theme.color(token));
    painter.drawRoundedRect(filled, radius, radius);
    painter.restore();
}

} // namespace

TextDelegate::TextDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

Theme TextDelegate::themeOf(const QStyleOptionViewItem& option) const
{
    return Theme::of(option.widget);
}

QSize TextDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme theme = themeOf(option);
    const QVariant asked = option.widget ? option.widget->property("cachedeck.rowHeight") : QVariant();
    const int height = asked.isValid() ? asked.toInt() : theme.px(theme::space::row);
    const QString text = theme::plain(index.data(Qt::DisplayRole).toString());
    return {QFontMetrics(theme.font(m_role)).horizontalAdvance(text) + theme.px(32), height};
}

QRect TextDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme theme = themeOf(option);
    const QVariant tint = index.data(TintRole);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter.fillRect(option.rect, theme.color(Token::SurfaceSelected));
    else if (tint.isValid())
        painter.fillRect(option.rect, theme.color(static_cast<Token>(tint.toInt())));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, theme.color(Token::SurfaceHover));
    const bool table = qobject_cast<const TableView*>(option.widget);
    if (table)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         theme.color(selected ? Token::LineHairline : Token::LineGrid));
    if (tint.isValid() && theme.isHighContrast()) {
        painter.setPen(theme.color(static_cast<Token>(index.data(TokenRole).toInt())));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (selected && table && isEdge(option, index, true)) {
        const int edge = theme.px(3);
        painter.fillRect(QRect(mirrored ? option.rect.right() - edge + 1 : option.rect.left(), option.rect.top(), edge,
                               option.rect.height()),
                         theme.color(Token::Accent));
    }
    if ((option.state & QStyle::State_HasFocus) && !selected) {
        painter.setPen(theme.color(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    const int inner = theme.px(8);
    const int outer = theme.px(edgePadding(option.widget));
    const int leading = table && isEdge(option, index, true) ? outer : table ? inner : theme.px(4);
    const int trailing = table && isEdge(option, index, false) ? outer : inner;
    return option.rect.adjusted(mirrored ? trailing : leading, 0, mirrored ? -leading : -trailing, 0);
}

void TextDelegate::paintText(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                             const QModelIndex& index, Qt::Alignment fallback, Token plain) const
{
    const Theme theme = themeOf(option);
    const QString text = theme::plain(index.data(Qt::DisplayRole).toString());
    const QVariant asked = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment = QStyle::visualAlignment(
        option.direction, (asked.isValid() ? static_cast<Qt::Alignment>(asked.toInt()) : fallback) | Qt::AlignVCenter);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QVariant token = index.data(TokenRole);
    const QColor ink = theme.color(!enabled          ? Token::TextDisabled
                                   : token.isValid() ? static_cast<Token>(token.toInt())
                                                     : plain);
    const bool strong = index.data(StrongRole).toBool();
    painter.setFont(theme.font(m_role, strong ? theme::Weight::SemiBold : theme::Weight::Default));
    painter.setPen(ink);
    QRect room = rect;
    const auto visual = [&](const QRect& at) { return QStyle::visualRect(option.direction, rect, at); };
    if (const QString icon = index.data(IconRole).toString(); !icon.isEmpty()) {
        const int side = theme.px(theme::icon_size::small);
        const QRect at = visual(QRect(rect.left(), rect.center().y() - side / 2, side, side));
        painter.drawPixmap(at.topLeft(),
                           theme::icon(icon, side, ink, painter.device()->devicePixelRatioF(), option.direction));
        room.setLeft(room.left() + side + theme.px(4));
    }
    const QFontMetrics metrics = painter.fontMetrics();
    const int flags = static_cast<int>(alignment) | Qt::TextSingleLine;
    const qsizetype colon = m_mutedPrefix ? text.indexOf(QLatin1Char(':')) : -1;
    if (colon > 0 && enabled && option.direction == Qt::LeftToRight) {
        const QString prefix = metrics.elidedText(text.left(colon + 1), Qt::ElideRight, room.width());
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(room, flags, prefix);
        room.setLeft(room.left() + metrics.horizontalAdvance(prefix));
        painter.setPen(ink);
        painter.drawText(room, flags, metrics.elidedText(text.mid(colon + 1), m_elide, room.width()));
        return;
    }
    const QString shown = metrics.elidedText(text, m_elide, room.width());
    painter.drawText(visual(room), flags, shown);
    const QString detail = theme::plain(index.data(DetailRole).toString());
    if (!detail.isEmpty() && shown == text) {
        const int used = metrics.horizontalAdvance(text) + theme.px(8);
        room.setLeft(room.left() + used);
        if (room.width() < theme.px(12))
            return;
        painter.setFont(theme.font(theme::Role::Caption));
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(visual(room), flags, painter.fontMetrics().elidedText(detail, Qt::ElideRight, room.width()));
    }
}

void TextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect room = paintGround(*painter, option, index);
    paintText(*painter, room, option, index, Qt::AlignLeading);
    painter->restore();
}

void NumberDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect room = paintGround(*painter, option, index);
    paintText(*painter, room, option, index, Qt::AlignTrailing);
    painter->restore();
}

QString typeLetters(const QString& type)
{
    const TypeLook* look = lookOf(type);
    return look ? QString::fromLatin1(look->letters) : theme::plain(type).left(4).toUpper();
}

void drawTypeBadge(QPainter& painter, const Theme& theme, const QString& type, const QPointF& topLeft)
{
    const TypeLook* look = lookOf(type);
    const QColor ink = theme.color(look ? look->token : Token::StateUnknown);
    const QColor tint = theme.color(look ? look->tint : Token::StateUnknownTint);
    const QRectF badge(topLeft, QSizeF(theme.px(48), theme.px(18)));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(tint);
    painter.setPen(QPen(theme.isHighContrast() ? ink : tint, 1));
    painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), theme.line(theme::space::smallRadius),
                            theme.line(theme::space::smallRadius));
    painter.setPen(ink);
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    painter.drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, typeLetters(type));
    painter.restore();
}

void TypeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const Theme theme = themeOf(option);
    const QRect room = paintGround(*painter, option, index);
    const QString type = index.data(TypeRole).toString();
    if (!type.isEmpty()) {
        const QRect badge =
            QStyle::visualRect(option.direction, room,
                               QRect(room.left(), room.center().y() - theme.px(18) / 2, theme.px(48), theme.px(18)));
        drawTypeBadge(*painter, theme, type, badge.topLeft());
    }
    painter->restore();
}

void TtlDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const Theme theme = themeOf(option);
    const QRect room = paintGround(*painter, option, index);
    const int barWidth = theme.px(40);
    const auto visual = [&](const QRect& at) { return QStyle::visualRect(option.direction, room, at); };
    const QVariant left = index.data(TtlLeftRole);
    const qint64 leftMs = left.isValid() ? left.toLongLong() : -1;
    const qint64 setMs = index.data(TtlSetRole).toLongLong();
    if (leftMs >= 0 && setMs > 0) {
        const double share = qBound(0.0, double(leftMs) / double(setMs), 1.0);
        const Token token = share <= 0.1 || leftMs <= 10'000 ? Token::StateWarn : Token::TextMuted;
        const QRect bar =
            visual(QRect(room.right() - barWidth + 1, room.center().y() - theme.px(2), barWidth, theme.px(4)));
        drawBar(*painter, theme, bar, share, token, option.direction);
    }
    paintText(*painter, visual(QRect(room.left(), room.top(), room.width() - barWidth - theme.px(8), room.height())),
              option, index, Qt::AlignTrailing, leftMs < 0 ? Token::TextMuted : Token::TextPrimary);
    painter->restore();
}

void PathDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const Theme theme = themeOf(option);
    const QRect room = paintGround(*painter, option, index);
    const QVariant role = index.data(PathLookRole);
    QRect text = room;
    if (role.isValid()) {
        const QRect swatch(room.left(), room.center().y() - theme.px(6) + 1, theme.px(24), theme.px(12));
        theme::drawSwatch(*painter, theme.path(static_cast<theme::PathRole>(role.toInt())),
                          QStyle::visualRect(option.direction, room, swatch));
        text.setLeft(room.left() + theme.px(32));
    }
    paintText(*painter, QStyle::visualRect(option.direction, room, text), option, index, Qt::AlignLeading);
    painter->restore();
}

TypeBadge::TypeBadge(const QString& type, QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setType(type);
}

void TypeBadge::setType(const QString& type)
{
    m_type = type;
    setAccessibleName(theme::plain(type));
    update();
}

QSize TypeBadge::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(48), theme.px(18)};
}

void TypeBadge::paintEvent(QPaintEvent*)
{
    if (m_type.isEmpty())
        return;
    QPainter painter(this);
    drawTypeBadge(painter, Theme::of(this), m_type, {0, (height() - sizeHint().height()) / 2.0});
}

} // namespace cachedeck::table
