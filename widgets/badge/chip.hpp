#pragma once
// The chip of the top bar: a button that says what we are connected to. Tag, name, muted detail, state, chevron; 32 px
// high.

#include "widgets/badge/tag.hpp"

#include <QAbstractButton>

#include <optional>

namespace cachedeck::badge {

class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);

    /// The tag in front; an empty text takes it away. `icon` is a name of theme/icons.hpp ("lock") or empty.
    void setTag(const QString& text, Environment environment, const QString& icon = {});
    /// An icon of 16 px in front of the name (the sentinel chip's shield), or empty.
    void setIconName(const QString& icon);
    /// The name, weight 500 (setStrong(false): 400); shortened in its middle where the chip lacks room.
    void setName(const QString& name);
    void setStrong(bool strong);
    /// Muted words after the name ("primary, redis 7.0.15"); given up first where the chip lacks room.
    void setDetail(const QString& detail);
    /// A sign at the end (check, warning triangle, cross, hollow circle), or none.
    void setState(std::optional<State> state);
    /// Default on.
    void setChevron(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateAccess();
    QRect visual(int x, int width, int height) const;
    void paintSign(QPainter& painter, const theme::Theme& theme, const QString& name, int x, int side,
                   theme::Token token) const;
    int paintEnd(QPainter& painter, const theme::Theme& theme, int right) const;
    int paintStart(QPainter& painter, const theme::Theme& theme, int left, int right) const;
    void paintWords(QPainter& painter, const theme::Theme& theme, int left, int right) const;

    QString m_tag;
    QString m_tagIcon;
    Environment m_environment = Environment::None;
    QString m_icon;
    QString m_name;
    QString m_detail;
    std::optional<State> m_state;
    bool m_strong = true;
    bool m_chevron = true;
};

} // namespace cachedeck::badge
