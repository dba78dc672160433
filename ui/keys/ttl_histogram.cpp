#include "ui/keys/ttl_histogram.hpp"

#include "ui/keys/words.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QPainter>

#include <algorithm>

namespace cachedeck::ui {
namespace {

constexpr int pitch = 14; // from bar to bar

} // namespace

TtlHistogram::TtlHistogram(QWidget* parent) : QWidget(parent)
{
    setSample(std::nullopt);
}

std::vector<TtlHistogram::Bar> TtlHistogram::bars() const
{
    const auto sample = m_sample.value_or(keyspace::KeyspaceSample());
    const auto& ttl = sample.ttl;
    return {{tr("1 min"), sample.project(ttl.minute)}, {tr("10 min"), sample.project(ttl.tenMinutes)},
            {tr("1 h"), sample.project(ttl.hour)},     {tr("1 day"), sample.project(ttl.day)},
            {tr("more"), sample.project(ttl.more)},    {tr("never"), sample.project(ttl.never)}};
}

QString TtlHistogram::unit() const
{
    if (!m_sample || m_sample->isAll())
        return tr("keys");
    return tr("from %1").arg(words::shortCount(m_sample->sampled));
}

void TtlHistogram::setSample(const std::optional<keyspace::KeyspaceSample>& sample)
{
    m_sample = sample;
    QStringList words;
    if (m_sample)
        for (const auto& bar : bars())
            words << tr("%1: %2").arg(bar.title, words::count(bar.keys));
    setAccessibleName(tr("Expires within"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    theme::setPlainToolTip(this, m_sample && !m_sample->isAll()
                                     ? tr("Projected from a random sample of %1 of %2 keys.")
                                           .arg(words::count(m_sample->sampled), words::count(m_sample->total))
                                     : tr("Every key found by the scan."));
    update();
}

QSize TtlHistogram::sizeHint() const
{
    const auto theme = theme::Theme::of(this);
    return {theme.px(172), theme.px(24 + 6 * pitch)};
}

void TtlHistogram::paintEvent(QPaintEvent*)
{
    const auto theme = theme::Theme::of(this);
    QPainter painter(this);
    painter.setFont(theme.font(theme::Role::Caption, theme::Weight::SemiBold));
    painter.setPen(theme.color(theme::Token::TextPrimary));
    const QRect head(0, 0, width(), theme.px(18));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), head), Qt::AlignVCenter | Qt::AlignLeading,
                     tr("Expires within"));
    painter.setFont(theme.font(theme::Role::Caption));
    painter.setPen(theme.color(theme::Token::TextMuted));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), head), Qt::AlignVCenter | Qt::AlignTrailing, unit());

    const auto all = bars();
    const auto most = std::max<std::uint64_t>(
        1,
        std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.keys < b.keys; })->keys);
    const auto from = theme.px(48), room = std::max(1, width() - from - theme.px(52));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto top = theme.px(20 + static_cast<int>(i) * pitch);
        const QRect line(0, top, width(), theme.px(pitch));
        const auto place = [&](const QRect& rect) { return QStyle::visualRect(layoutDirection(), this->rect(), rect); };
        painter.setPen(theme.color(theme::Token::TextMuted));
        painter.drawText(place(line), Qt::AlignVCenter | Qt::AlignLeading, all[i].title);
        if (!m_sample)
            continue; // nothing known: no bars and no zeros
        painter.drawText(place(line), Qt::AlignVCenter | Qt::AlignTrailing, words::shortCount(all[i].keys));
        const auto length =
            static_cast<int>(static_cast<double>(room) * static_cast<double>(all[i].keys) / static_cast<double>(most));
        if (all[i].keys > 0)
            painter.fillRect(place(QRect(from, top + theme.px(3), std::max(1, length), theme.px(8))),
                             theme.color(theme::Token::TextMuted));
    }
}

} // namespace cachedeck::ui
