#include "ui/load/break_even_view.hpp"

#include "ui/bridge/backend_text.hpp"
#include "ui/load/explanations.hpp"
#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/card.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/chart/ticks.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BreakEven)
};

QString name(const std::string& text)
{
    return theme::plain(QString::fromStdString(text));
}

QString percent(double share)
{
    return chart::valueText(share, chart::Unit::Ratio);
}

QString rate(double perSecond)
{
    return Words::tr("%1/s").arg(chart::valueText(perSecond, chart::Unit::Count));
}

BreakEvenWords hitRatio(const report::BreakEven& one)
{
    const auto& t = one.times;
    const auto& needed = one.figures.hitRatio;
    if (!t.known())
        return {QStringLiteral("–"), Words::tr("hit ratio needed"),
                (t.hit
                     ? Words::tr("This run does not tell when %1 pays: it had no miss, so what one takes is not known. "
                                 "On average a hit took %2, a read of %3 %4.")
                     : Words::tr("This run does not tell when %1 pays: it had no hit, so what one takes is not known. "
                                 "On average a miss took %2, a read of %3 %4."))
                    .arg(name(one.path), words::microseconds(t.hit ? *t.hit : *t.miss), name(one.baseline),
                         words::microseconds(t.uncached))};
    QString sentence = !needed ? Words::tr("%1 does not pay at any hit ratio.").arg(name(one.path))
                       : *needed <= 0
                           ? Words::tr("%1 pays at any hit ratio.").arg(name(one.path))
                           : Words::tr("%1 pays above a hit ratio of %2.").arg(name(one.path), percent(*needed));
    sentence +=
        QLatin1Char(' ') + Words::tr("On average a hit took %1 and a miss %2, a read of %3 %4; the hit ratio was %5.")
                               .arg(words::microseconds(*t.hit), words::microseconds(*t.miss), name(one.baseline),
                                    words::microseconds(t.uncached), percent(t.hitRatio));
    if (one.estimated)
        sentence += QLatin1Char(' ') +
                    Words::tr("The fastest %1 of the reads were taken for the hits.").arg(percent(t.hitRatio));
    return {needed ? percent(*needed) : QStringLiteral("–"), Words::tr("hit ratio needed"), sentence};
}

BreakEvenWords writeShare(const report::BreakEven& one)
{
    const auto& t = one.times;
    const double most = *one.figures.writeShare;
    const double least = *one.figures.writeShareLeast;
    const double paid = *t.write - *t.uncachedWrite;
    QString sentence;
    if (most <= 0)
        sentence = Words::tr("%1 does not pay even without writes: its reads are no faster.").arg(name(one.path));
    else if (least >= 1)
        sentence = Words::tr("%1 pays at any share of writes.").arg(name(one.path));
    else if (most >= 1)
        sentence = Words::tr("%1 pays at least up to %2 of writes, where each further one makes a later hit a miss.")
                       .arg(name(one.path), percent(least));
    else
        sentence = Words::tr("%1 stops paying between %2 of writes, if each further one makes a later hit a miss, and "
                             "%3, if the hit ratio stays.")
                       .arg(name(one.path), percent(least), percent(most));
    if (most > 0)
        sentence +=
            QLatin1Char(' ') +
            (paid > 0 ? Words::tr("A read saves %1 and a write costs %2 more; %3 of the operations were writes.")
                      : Words::tr("A read saves %1 and a write %2, too; %3 of the operations were writes."))
                .arg(words::microseconds(t.uncached - t.cached()), words::microseconds(std::abs(paid)),
                     percent(one.writeShare));
    return {most >= 1 && least >= 1 ? percent(1) : percent(least), Words::tr("share of writes borne"), sentence};
}

} // namespace

QVector<BreakEvenWords> breakEvenWords(const report::BreakEven& one)
{
    QVector<BreakEvenWords> all{hitRatio(one)};
    const auto& f = one.figures;
    if (f.writeShare)
        all << writeShare(one);
    if (f.readsPerSecond)
        all << BreakEvenWords{
            rate(*f.readsPerSecond), Words::tr("least rate"),
            Words::tr("%1 pays above %2, where its hit ratio would fall to %3. That holds where misses come from "
                      "expiry and keys are "
                      "asked for at random moments, as the hits of a fill are then proportional to the rate; the rate "
                      "was %4.")
                .arg(name(one.path), rate(*f.readsPerSecond), percent(*f.hitRatio), rate(one.times.readsPerSecond))};
    if (f.bytesPerMillisecond)
        all << BreakEvenWords{
            chart::valueText(*f.bytesPerMillisecond, chart::Unit::Bytes), Words::tr("memory for 1 ms saved a second"),
            Words::tr("%1 saves %2 of waiting each second and takes %3 of memory for that: %4 for each millisecond "
                      "saved a second.")
                .arg(name(one.path), chart::valueText(f.savedMillisecondsPerSecond / 1000, chart::Unit::Seconds),
                     chart::valueText(double(*one.times.bytes), chart::Unit::Bytes),
                     chart::valueText(*f.bytesPerMillisecond, chart::Unit::Bytes))};
    return all;
}

QStringList timesSentences(const load::Result& result)
{
    const bool closed = result.scenario.load.loop == load::Loop::Closed;
    QStringList sentences;
    bool waited = false;
    for (const auto& path : result.paths) {
        if (path.response.empty())
            continue;
        const auto p99 = [](const latency::Histogram& histogram) {
            return words::microseconds(double(histogram.quantile(0.99).count()) / 1e3);
        };
        QString sentence =
            Words::tr("%1: p99 %2 from when a read was due (response), %3 from when it was sent (service).")
                .arg(name(path.spec.name), p99(path.response), p99(path.service));
        if (path.waiting) {
            sentence += QLatin1Char(' ') + theme::plain(backendText(path.waiting->text)) + QLatin1Char('.');
            waited = true;
        }
        sentences << sentence;
    }
    if (closed)
        sentences << Words::tr(
            "In a closed loop a user asks once its last answer is there, so no read waits to be sent.");
    else if (!waited)
        sentences << Words::tr("Reads did not wait for their turn.");
    return sentences;
}

BreakEvenView::BreakEvenView(QWidget* parent)
    : QWidget(parent),
      m_body(new QWidget),
      m_column(new QVBoxLayout(m_body)),
      m_empty(new badge::Label(explanations::empty(View::BreakEven), theme::Role::Body, theme::Token::TextMuted))
{
    setAccessibleName(explanations::title(View::BreakEven));
    setAccessibleDescription(explanations::explanation(View::BreakEven));
    m_column->setContentsMargins(space::group, 0, space::group, space::group);
    m_column->setSpacing(space::group);
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_body);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(explanations::title(View::BreakEven));
    scroll->viewport()->setAutoFillBackground(false); // the page's own surface shows through
    m_body->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_column->addWidget(m_empty, 1);
}

// Figures renew once a second while a run goes on; what did not change is left as it is, so that nothing flickers and
// the focus stays.
void BreakEvenView::setResult(std::shared_ptr<const load::Result> result)
{
    const auto all = result ? report::breakEven(*result) : std::vector<report::BreakEven>{};
    QStringList lines;
    for (const auto& one : all)
        for (const auto& figure : breakEvenWords(one))
            lines << figure.sentence;
    if (!all.empty())
        lines << timesSentences(*result);
    if (lines.join(QLatin1Char('\n')) == m_text)
        return;
    m_text = lines.join(QLatin1Char('\n'));
    m_rows.clear();
    while (auto* item = m_column->takeAt(0)) {
        if (item->widget() && item->widget() != m_empty)
            item->widget()->deleteLater();
        delete item;
    }
    m_empty->setVisible(all.empty());
    if (all.empty()) {
        m_column->addWidget(m_empty, 1);
        return;
    }
    m_rows.append(
        {QStringLiteral("path"), QStringLiteral("figure"), QStringLiteral("value"), QStringLiteral("sentence")});
    for (const auto& one : all)
        addPath(*result, one);
    addTimes(*result);
    m_column->addStretch(1);
}

void BreakEvenView::addPath(const load::Result& result, const report::BreakEven& one)
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::control);
    for (std::size_t path = 0; path < result.paths.size(); ++path)
        if (result.paths[path].spec.name == one.path && path < result.scenario.paths.size()) {
            const auto role = words::roleOf(result.scenario, path);
            row->addWidget(new badge::PathSwatch(role));
            auto* label = new badge::Label(tr("%1 against %2").arg(name(one.path), name(one.baseline)));
            label->setWeight(theme::Weight::SemiBold);
            label->setPath(role);
            row->addWidget(label, 1);
        }
    m_column->addWidget(head);
    for (const auto& figure : breakEvenWords(one)) {
        addFigure(name(one.path), figure);
        m_rows.append({name(one.path), figure.name, figure.value, figure.sentence});
    }
}

void BreakEvenView::addFigure(const QString& path, const BreakEvenWords& figure)
{
    constexpr int valueWidth = 128;
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::group);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    auto* value = new badge::Label(figure.value, theme::Role::Title);
    auto* what = new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted);
    what->setWordWrap(true);
    what->setText(figure.name);
    for (auto* label : {value, what})
        label->setFixedWidth(valueWidth);
    left->addWidget(value);
    left->addWidget(what);
    left->addStretch(1);
    row->addLayout(left);
    auto* sentence = new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary);
    sentence->setWordWrap(true);
    sentence->setText(figure.sentence);
    sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    row->addWidget(sentence, 1);
    auto* copy =
        new badge::Button(tr("Copy"), QStringLiteral("copy"), theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    copy->setAccessibleName(tr("Copy the sentence on %1, %2").arg(figure.name, path));
    connect(copy, &QAbstractButton::clicked, this,
            [text = figure.sentence] { QGuiApplication::clipboard()->setText(text); });
    row->addWidget(copy, 0, Qt::AlignTop);
    m_column->addWidget(line);
}

void BreakEvenView::addTimes(const load::Result& result)
{
    m_column->addWidget(new badge::Hairline);
    auto* head = new badge::Label(tr("Response and service time"));
    head->setWeight(theme::Weight::SemiBold);
    m_column->addWidget(head);
    const auto sentences = timesSentences(result);
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::group);
    auto* text = new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary);
    text->setWordWrap(true);
    text->setText(sentences.join(QLatin1Char('\n')));
    row->addWidget(text, 1);
    auto* copy =
        new badge::Button(tr("Copy"), QStringLiteral("copy"), theme::ButtonKind::Quiet, theme::ButtonSize::Small);
    copy->setAccessibleName(tr("Copy the sentences on response and service time"));
    connect(copy, &QAbstractButton::clicked, this,
            [all = sentences.join(QLatin1Char(' '))] { QGuiApplication::clipboard()->setText(all); });
    row->addWidget(copy, 0, Qt::AlignTop);
    m_column->addWidget(line);
    for (const auto& sentence : sentences)
        m_rows.append({QString(), QStringLiteral("times"), QString(), sentence});
}

void BreakEvenView::exportTo(QPainter& painter, const QRectF& target)
{
    painter.save();
    painter.fillRect(target, theme::Theme::of(this).color(theme::Token::SurfacePanel));
    painter.translate(target.topLeft());
    m_body->render(&painter, {}, {}, QWidget::DrawChildren);
    painter.restore();
}

} // namespace cachedeck::ui
