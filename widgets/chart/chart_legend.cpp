#include "widgets/chart/chart_legend.hpp"

#include "widgets/chart/chart_layers.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/theme/text.hpp"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

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
    void setValues(const QStringList& values)
    {
        if (values == m_values)
            return;
        m_values = values;
        setAccessibleDescription(values.join(QStringLiteral(", ")));
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        const int words = QFontMetrics(theme.font(theme::Role::Body, theme::Weight::Medium)).horizontalAdvance(text());
        return {inset(theme) + std::max(words, valuesWidth(theme)) + 2, theme.px(24)};
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
        const int left = inset(theme);
        const int room = width() - left;
        const int flags =
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
            Qt::TextSingleLine;
        QFont font = theme.font(theme::Role::Body, theme::Weight::Medium);
        font.setStrikeOut(!isChecked());
        font.setUnderline(underMouse());
        painter.setFont(font);
        painter.setPen(isChecked() ? look.textColor : theme.color(Token::TextMuted));
        const int name = painter.fontMetrics().horizontalAdvance(text());
        const bool both = !m_values.isEmpty() && isChecked() && name + theme.px(8) + valuesWidth(theme) <= room;
        // Under the crosshair the values matter most; the swatch still says whose they are.
        int at = left;
        if (m_values.isEmpty() || !isChecked() || both) {
            painter.drawText(visual(QRect(at, 0, room, height())), flags,
                             painter.fontMetrics().elidedText(text(), Qt::ElideRight, room));
            at += name + theme.px(8);
        }
        for (int i = 0; isChecked() && i < m_values.size() && at < width(); ++i) {
            painter.setFont(valueFont(theme, i));
            painter.drawText(visual(QRect(at, 0, width() - at, height())), flags,
                             painter.fontMetrics().elidedText(m_values[i], Qt::ElideRight, width() - at));
            at += painter.fontMetrics().horizontalAdvance(m_values[i]) + theme.px(6);
        }
    }

private:
    // Values stand closer to their swatch: every pixel of the head counts while reading.
    int inset(const Theme& theme) const { return theme.px(24 + (m_values.isEmpty() ? 8 : 4)); }
    // The first value is the thick line's, and so are its figures.
    static QFont valueFont(const Theme& theme, int index)
    {
        return theme.font(theme::Role::Caption, index == 0 ? theme::Weight::SemiBold : theme::Weight::Regular);
    }
    int valuesWidth(const Theme& theme) const
    {
        int width = 0;
        for (int i = 0; i < m_values.size(); ++i)
            width += QFontMetrics(valueFont(theme, i)).horizontalAdvance(m_values[i]) + (i > 0 ? theme.px(6) : 0);
        return width;
    }

    theme::PathRole m_role;
    QStringList m_values;
};

// The name of an earlier run whose curves lie behind; nothing to press.
class GhostEntry : public QWidget {
public:
    GhostEntry(const QString& name, QWidget* parent) : QWidget(parent), m_name(theme::plain(name))
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setAccessibleName(m_name);
        theme::setPlainToolTip(this, m_name);
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        return {theme.px(32) + QFontMetrics(theme.font(theme::Role::Caption)).horizontalAdvance(m_name) + 2,
                theme.px(24)};
    }
    QSize minimumSizeHint() const override { return {Theme::of(this).px(56), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto visual = [&](const QRect& at) { return style()->visualRect(layoutDirection(), rect(), at); };
        const QRect swatch = visual(QRect(0, 0, theme.px(24), height()));
        painter.setPen(ghostPen(theme, theme.color(Token::TextSecondary)));
        painter.drawLine(QPointF(swatch.left(), height() / 2.0), QPointF(swatch.right(), height() / 2.0));
        const QRect room = visual(QRect(theme.px(32), 0, width() - theme.px(32), height()));
        painter.setFont(theme.font(theme::Role::Caption));
        painter.setPen(theme.color(Token::TextSecondary));
        painter.drawText(
            room,
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
                Qt::TextSingleLine,
            painter.fontMetrics().elidedText(m_name, Qt::ElideRight, room.width()));
    }

private:
    QString m_name;
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
    connect(chart, &TimeChart::ghostsChanged, this, &ChartLegend::rebuild);
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
    if (!m_chart->ghosts().isEmpty())
        layout()->addWidget(new GhostEntry(m_chart->ghostName(), this));
    refresh();
}

void ChartLegend::refresh()
{
    if (!m_chart)
        return;
    const bool reading = m_chart->crosshair().has_value();
    const Readout readout = reading ? m_chart->readout() : Readout();
    const int paths = std::min(layout()->count(), static_cast<int>(m_chart->paths().size()));
    for (int i = 0; i < paths; ++i) {
        auto* entry = static_cast<LegendEntry*>(layout()->itemAt(i)->widget());
        entry->setChecked(m_chart->isPathVisible(i));
        QStringList parts;
        if (reading && static_cast<std::size_t>(i) < readout.quantiles.size()) {
            const QVector<int> visible = m_chart->visibleQuantiles();
            for (const int quantile : visible)
                parts.append(valueText(
                    readout.quantiles[static_cast<std::size_t>(i)][static_cast<std::size_t>(quantile)], Unit::Seconds));
        }
        entry->setValues(parts);
    }
}

} // namespace cachedeck::chart
