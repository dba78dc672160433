#pragma once
// The Keys page: the keyspace at the left, the open key or an invalidation at the right. Composition only; what is
// shown and done is the presenter's (keys_presenter.hpp).

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/shell/page.hpp"

class QSplitter;
class QStackedWidget;

namespace cachedeck::badge {
class EmptyState;
}

namespace cachedeck::ui {

class KeyInvalidation;
class KeyListPane;
class KeysPresenter;
class ValueView;

class KeysPage : public Page {
    Q_OBJECT

public:
    explicit KeysPage(const AppContext& context, QWidget* parent = nullptr);
    ~KeysPage() override;

    QString id() const override { return QStringLiteral("keys"); }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("keys"); }
    void setActive(bool active) override;
    void setPresentation(bool on) override;
    void togglePause() override;
    void refresh() override;
    void focusFilter() override;
    QString invalidationSuggestion() const override;

    KeyspaceBridge& bridge() { return *m_bridge; }
    KeysPresenter& presenter() { return *m_presenter; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeRight();
    void showConnection();
    void openKey(const std::string& key);
    void openInvalidation();
    void closeRight();
    void showRight(QWidget* widget);

    AppContext m_context;
    KeyspaceBridge* m_bridge; // children; the bridge outlives the widgets made after it
    KeysPresenter* m_presenter;
    QStackedWidget* m_stack; // not connected, or the page
    badge::EmptyState* m_empty;
    QSplitter* m_splitter;
    KeyListPane* m_list;
    QStackedWidget* m_right;
    QWidget* m_nothing;
    ValueView* m_value;
    KeyInvalidation* m_invalidation;
    bool m_active = false;
};

} // namespace cachedeck::ui
