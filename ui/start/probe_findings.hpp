#pragma once
// What trying a workload once has shown: the key, the value, its size and both latencies.

#include "backend/probe/probe.hpp"

#include <QWidget>

namespace cachedeck::badge {
class ElidedLabel;
class Label;
} // namespace cachedeck::badge

class QPlainTextEdit;

namespace cachedeck::ui {

class ProbeFindings : public QWidget {
    Q_OBJECT

public:
    explicit ProbeFindings(QWidget* parent = nullptr);
    // `cacheAsked`: there was a cache to try.
    void show(const probe::Findings& findings, bool cacheAsked);

private:
    badge::ElidedLabel* m_key;
    QPlainTextEdit* m_value;
    badge::Label* m_size;
    badge::Label* m_store;
    badge::Label* m_cache;
};

} // namespace cachedeck::ui
