#pragma once
// Invalidation from the Keys page: a key or a pattern, counted first with examples, then removed in batches with
// progress and stop. What was removed goes to the event strip, and to the time axis of a run that is going. GUI thread.

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/shell/page.hpp"

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class LockBar;
class MeterBar;

class KeyInvalidation : public QWidget {
    Q_OBJECT

public:
    KeyInvalidation(const AppContext& context, KeyspaceBridge& bridge, QWidget* parent = nullptr);

    // Opens with a key (taken literally) or, when `isGlob`, a pattern; counts at once.
    void open(const QString& text, bool isGlob);

Q_SIGNALS:
    void closeAsked();
    void removedKeys(); // the list is to be scanned again
    void noticed(const cachedeck::ui::Notice& notice);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Step { Empty, Counting, Counted, Removing, Done };
    QWidget* makeHead();
    void count();
    void remove();
    void stop();
    void start(bool dryRun);
    void take(bool dryRun, const redis::Result<keyspace::InvalidationProgress>& progress);
    void finish(const keyspace::InvalidationProgress& progress);
    void wear(Step step);

    AppContext m_context;
    KeyspaceBridge& m_bridge;
    Step m_step = Step::Empty;
    std::uint64_t m_number = 0; // reports of an earlier start are dropped
    keyspace::InvalidationProgress m_progress;
    QString m_pattern; // that was counted
    QTimer m_delay;
    QLineEdit* m_what;
    LockBar* m_lock;
    badge::Label* m_outcome;
    badge::Label* m_samples;
    MeterBar* m_meter;
    badge::Button* m_remove;
    badge::Button* m_stop;
};

} // namespace cachedeck::ui
