#pragma once
// "Expires within": how many keys go within a minute, ten minutes, an hour… as bars; says so when it stands for a
// sample.

#include "backend/keyspace/sample.hpp"

#include <QWidget>

#include <optional>

namespace cachedeck::ui {

class TtlHistogram : public QWidget {
    Q_OBJECT

public:
    explicit TtlHistogram(QWidget* parent = nullptr);
    void setSample(const std::optional<keyspace::KeyspaceSample>& sample);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar {
        QString title;
        std::uint64_t keys;
    };
    std::vector<Bar> bars() const;
    QString unit() const;

    std::optional<keyspace::KeyspaceSample> m_sample;
};

} // namespace cachedeck::ui
