#pragma once
// A push button with one of our icons, tinted by the theme, and the lock that tells why it cannot be pressed.

#include "widgets/theme/style.hpp"

#include <QPushButton>

namespace cachedeck::badge {

class Button : public QPushButton {
    Q_OBJECT
public:
    /// `icon`: a name of theme/icons.hpp, or empty. A button without text is square; give it an accessible name then.
    explicit Button(const QString& text = {}, const QString& icon = {},
                    theme::ButtonKind kind = theme::ButtonKind::Normal,
                    theme::ButtonSize size = theme::ButtonSize::Medium, QWidget* parent = nullptr);

    void setKind(theme::ButtonKind kind);
    void setSize(theme::ButtonSize size);
    void setIconName(const QString& icon);
    QString iconName() const { return m_icon; }
    /// A small chevron after the words, for buttons that open a menu. Default off.
    void setChevron(bool on);
    bool hasChevron() const { return m_chevron; }

    /// Locks the button: disabled, a lock in place of its icon, the reason as its tool tip and accessible description.
    /// The action keeps its place. An empty reason unlocks.
    void setLocked(const QString& reason);
    bool isLocked() const { return !m_lockReason.isEmpty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    QString m_icon;
    QString m_lockReason;
    bool m_chevron = false;
};

} // namespace cachedeck::badge
