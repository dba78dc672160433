#pragma once
// How cells look. Models tell meaning by the roles below; a delegate per column draws it. Texts are plain and escaped.
// Every delegate honours Qt::DisplayRole, FontRole's weight, TextAlignmentRole and TokenRole. GUI thread.

#include "widgets/theme/theme.hpp"

#include <QStyledItemDelegate>

namespace cachedeck::table {

/// Item data roles.
enum CellRole {
    TokenRole = Qt::UserRole + 1000, ///< int(theme::Token): the colour of the text
    TintRole,     ///< int(theme::Token): the cell's ground (StateWarnTint); with an edge in high contrast
    IconRole,     ///< QString: an icon of 12 px before the text, in the text's colour
    StrongRole,   ///< bool: weight 600
    DetailRole,   ///< QString: muted caption after the text
    PathLookRole, ///< int(theme::PathRole), for PathDelegate
    TypeRole,     ///< QString: "string", "hash", "list", "set", "zset", "stream" or another, for TypeDelegate
    TtlLeftRole,  ///< qint64 milliseconds left, −1 without TTL, for TtlDelegate
    TtlSetRole    ///< qint64 milliseconds the TTL was set to; 0 or missing: no bar
};

/// Plain text; the base of the others.
class TextDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit TextDelegate(QObject* parent = nullptr);
    /// Default Body. Role::Mono for keys and values.
    void setRole(theme::Role role) { m_role = role; }
    /// Mutes the text up to and with its first colon (a key's namespace). Default off.
    void setMutedPrefix(bool on) { m_mutedPrefix = on; }
    /// Where a text is shortened; default at its end.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// Draws the cell's ground and gives the room left for its content.
    QRect paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    theme::Theme themeOf(const QStyleOptionViewItem& option) const;
    void paintText(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option, const QModelIndex& index,
                   Qt::Alignment fallback, theme::Token plain = theme::Token::TextPrimary) const;

private:
    theme::Role m_role = theme::Role::Body;
    bool m_mutedPrefix = false;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

/// Numbers: right aligned (trailing), figures of equal width.
class NumberDelegate : public TextDelegate {
    Q_OBJECT
public:
    using TextDelegate::TextDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The badge of a value's type, 48 × 18, from TypeRole: STR HASH LIST SET ZSET STRM, others by their first four
/// letters.
class TypeDelegate : public TextDelegate {
    Q_OBJECT
public:
    using TextDelegate::TextDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Draws a type's badge anywhere; the size is 48 × 18 at scale 1.
void drawTypeBadge(QPainter& painter, const theme::Theme& theme, const QString& type, const QPointF& topLeft);
/// The letters on it.
QString typeLetters(const QString& type);

/// Time left in words (DisplayRole) and a bar of 40 × 4; from 10 % or 10 s on in StateWarn; no bar where there is no
/// TTL.
class TtlDelegate : public TextDelegate {
    Q_OBJECT
public:
    using TextDelegate::TextDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The swatch of a path, its name, and DetailRole muted behind it.
class PathDelegate : public TextDelegate {
    Q_OBJECT
public:
    using TextDelegate::TextDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A type's badge as a widget (the value viewer's head).
class TypeBadge : public QWidget {
    Q_OBJECT
public:
    explicit TypeBadge(const QString& type = {}, QWidget* parent = nullptr);
    void setType(const QString& type);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_type;
};

} // namespace cachedeck::table
