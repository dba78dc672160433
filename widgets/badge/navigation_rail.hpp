#pragma once
// The rail at the left: the application's mark, a word and an icon per page, settings at the foot. 76 px wide, 48
// collapsed.

#include <QButtonGroup>
#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace cachedeck::badge {

class NavigationRail : public QWidget {
    Q_OBJECT
public:
    explicit NavigationRail(QWidget* parent = nullptr);

    /// Adds a page; `id` is the caller's ("load"), `icon` a name of theme/icons.hpp. Items at the foot are added with
    /// atFoot.
    void addItem(const QString& id, const QString& icon, const QString& text, bool atFoot = false);
    /// Marks a page as the current one without telling anybody.
    void setCurrent(const QString& id);
    QString current() const;
    void setItemEnabled(const QString& id, bool enabled);
    /// The shortcut, shown in the item's tool tip ("Ctrl+3"); the shortcut itself is the window's.
    void setShortcutText(const QString& id, const QString& shortcut);

    /// Icons only. Default off; at once, as no pane is animated under test or with reduced motion.
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// An item was chosen by the user (also the current one again).
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void relayout();

    QVBoxLayout* m_layout;
    QWidget* m_mark;
    QButtonGroup* m_group;
    QHash<QString, int> m_ids;
    int m_feet = 0;
    bool m_collapsed = false;
};

} // namespace cachedeck::badge
