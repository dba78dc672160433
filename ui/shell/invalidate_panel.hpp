#pragma once
// The global *Invalidate*: one key or a pattern, from any page. During a run it takes the workload's own keys on every
// cached path ("movie:*"), and removes them or lets them expire together; otherwise the server's keys. Outside the demo
// it counts first and removes on the second press.

#include "backend/keyspace/invalidation.hpp"
#include "ui/bridge/inbox.hpp"
#include "ui/shell/page.hpp"
#include "widgets/badge/card.hpp"

#include <QTimer>

#include <memory>

class QComboBox;

namespace cachedeck::badge {
class Button;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class InvalidatePanel : public badge::Card {
    Q_OBJECT

public:
    InvalidatePanel(const AppContext& context, QWidget* parent);
    ~InvalidatePanel() override;

    // Opens with a key or a glob of Redis filled in; during a run, as the workload writes it.
    void open(const QString& keyOrGlob);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void suggest();
    void explain();
    bool expires() const;
    void done(const QString& text);
    void apply();
    void work(bool dryRun);
    void progressed(const keyspace::InvalidationProgress& progress, bool dryRun);
    void refused(const QString& why);
    void reset();
    bool countsFirst() const;

    AppContext m_context;
    Inbox m_inbox;
    QComboBox* m_what;
    badge::SegmentedControl* m_how; // during a run
    badge::Label* m_explanation;
    badge::Label* m_outcome;
    badge::Button* m_apply;
    badge::Button* m_close;
    std::shared_ptr<redis::Client> m_client; // kept while an invalidation uses it
    std::unique_ptr<keyspace::Invalidation> m_invalidation;
    bool m_counted = false;
    QTimer m_leaving; // after a success during a run
};

} // namespace cachedeck::ui
