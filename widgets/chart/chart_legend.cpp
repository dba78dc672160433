#include "widgets/chart/chart_legend.hpp"

#include "widgets/chart/time_chart.hpp"
#include "widgets/theme/text.hpp"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

namespace cachedeck::chart {

using theme::Theme;
using theme::Token;

namespace {

class LegendEntry : public QAbstractButton {
public:
    LegendEntry(const PathSpec& spec, QWidget* parent) : QAbstractButton(parent), m_role(spec.role)
    {
        setText(theme::plain(spec.name));
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setAccessibleName(text());
    }
    void setValues(const QString& values)
    {
        if (values == m_values)
            return;
        m_values = values;
        setAccessibleDescription(values);
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        const int words = QFontMetrics(theme.font(theme::Role::Body, theme::Weight::Medium)).horizontalAdvance(text());
        const int values = m_values.isEmpty() ? 0 : theme.px(8) + QFontMetrics(theme.font(theme::Role::Caption)).horizontalAdvance(m_values);
        return {theme.px(24 + 8) + words + values + 2, theme.px(24)};
    }
    QSize minimumSizeHint() const override { return {Theme::of(this).px(24 + 8 + 24), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        const theme::PathLook look = theme.path(m_role);
        const auto visual = [&](const QRect& at) { return style()->visualRect(layoutDirection(), rect(), at); };
        // A hidden path keeps its place: muted, struck through, its swatch faint.
        painter.setOpacity(isChecked() ? 1.0 : 0.35);
        theme::drawSwatch(painter, look, visual(QRect(0, (height() - theme.px(12)) / 2, theme.px(24), theme.px(12))));
        painter.setOpacity(1);
        QFont font = theme.font(theme::Role::Body, theme::Weight::Medium);
        font.setStrikeOut(!isChecked());
        font.setUnderline(underMouse());
        painter.setFont(font);
        painter.setPen(isChecked() ? look.textColor : theme.color(Token::TextMuted));
        const int left = theme.px(32);
        const int room = width() - left;
        const QString name = painter.fontMetrics().elidedText(text(), Qt::ElideRight, room);
        const int flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) | Qt::TextSingleLine;
        painter.drawText(visual(QRect(left, 0, room, height())), flags, name);
        const int used = painter.fontMetrics().horizontalAdvance(name) + theme.px(8);
        if (!m_values.isEmpty() && room > used) {
            painter.setFont(theme.font(theme::Role::Caption));
            painter.drawText(visual(QRect(left + used, 0, room - used, height())), flags,
                             painter.fontMetrics().elidedText(m_values, Qt::ElideRight, room - used));
        }
    }

private:
    theme::PathRole m_role;
    QString m_values;
};

} // namespace

ChartLegend::ChartLegend(TimeChart* chart, QWidget* parent) : QWidget(parent), m_chart(chart)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    setAccessibleName(tr("Legend"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(chart, &TimeChart::pathsChanged, this, &ChartLegend::rebuild);
    connect(chart, &TimeChart::pathVisibilityChanged, this, &ChartLegend::refresh);
    connect(chart, &TimeChart::readoutChanged, this, &ChartLegend::refresh);
    rebuild();
}

void ChartLegend::rebuild()
{
    while (QLayoutItem* item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!m_chart)
        return;
    for (int i = 0; i < static_cast<int>(m_chart->paths().size()); ++i) {
        auto* entry = new LegendEntry(m_chart->paths()[static_cast<std::size_t>(i)], this);
        entry->setChecked(m_chart->isPathVisible(i));
        layout()->addWidget(entry);
        connect(entry, &QAbstractButton::toggled, this, [this, i](bool on) {
            if (m_chart)
                m_chart->setPathVisible(i, on);
        });
    }
    refresh();
}

void ChartLegend::refresh()
{
    if (!m_chart)
        return;
    const bool reading = m_chart->crosshair().has_value();
    const Readout readout = reading ? m_chart->readout() : Readout();
    for (int i = 0; i < layout()->count(); ++i) {
        auto* entry = static_cast<LegendEntry*>(layout()->itemAt(i)->widget());
        entry->setChecked(m_chart->isPathVisible(i));
        QStringList parts;
        if (reading && static_cast<std::size_t>(i) < readout.quantiles.size()) {
            const QVector<int> visible = m_chart->visibleQuantiles();
            for (const int quantile : visible)
                parts.append(m_chart->quantiles().value(quantile) % u' ' %
                             valueText(readout.quantiles[static_cast<std::size_t>(i)][static_cast<std::size_t>(quantile)], Unit::Seconds));
        }
        entry->setValues(parts.join(QStringLiteral("  ")));
    }
}

} // namespace cachedeck::chart
