#include "ui/load/verdict_bar.hpp"

#include "ui/load/words.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"
#include "widgets/theme/theme.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int barHeight = 96;
constexpr std::size_t mostChecks = 5; // lines

struct CheckLook {
    const char* icon;
    theme::Token token;
};

CheckLook lookOf(words::Check::Kind kind)
{
    using Kind = words::Check::Kind;
    switch (kind) {
    case Kind::Simulated:
        return {"info", theme::Token::StateWarn};
    case Kind::Wrong:
        return {"warn", theme::Token::StateWarn};
    case Kind::Held:
        return {"check", theme::Token::StateOk};
    case Kind::Note:
        break;
    }
    return {"info", theme::Token::TextMuted};
}

QString plainName(const std::string& name)
{
    return theme::plain(QString::fromStdString(name));
}

} // namespace

VerdictBar::VerdictBar(QWidget* parent)
    : Pane(parent),
      m_choice(new badge::Button({}, {}, theme::ButtonKind::Quiet, theme::ButtonSize::Small)),
      m_waiting(new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary)),
      m_lines{new badge::Hairline(Qt::Vertical), new badge::Hairline(Qt::Vertical)},
      m_sentence(new badge::Label({}, theme::Role::Caption, theme::Token::TextSecondary)),
      m_checks(new QVBoxLayout)
{
    setObjectName(QStringLiteral("verdict"));
    setLines(Qt::BottomEdge);
    setFixedHeight(theme::Theme::of(this).px(barHeight));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::group, 3, space::group, 3); // four lines of words have to fit
    row->setSpacing(space::group);
    m_p50 = addFigure();
    m_p99 = addFigure();
    row->addWidget(m_p50.box);
    row->addWidget(m_p99.box);
    row->addWidget(m_lines[0]);
    m_waiting->setObjectName(QStringLiteral("verdictWaiting"));
    m_waiting->setWordWrap(true);
    row->addWidget(m_waiting, 1);

    m_choice->setChevron(true);
    m_choice->setObjectName(QStringLiteral("verdictPath"));
    m_sentence->setObjectName(QStringLiteral("verdictSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_choice, 0, Qt::AlignLeading);
    middle->addWidget(m_sentence, 1);
    row->addLayout(middle, 1);
    row->addWidget(m_lines[1]);
    m_checks->setSpacing(0);
    row->addLayout(m_checks);
    connect(m_choice, &QAbstractButton::clicked, this, &VerdictBar::choosePath);
    setWaiting({});
}

VerdictBar::Figure VerdictBar::addFigure()
{
    Figure figure;
    figure.box = new QWidget;
    auto* row = new QHBoxLayout(figure.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::control);
    figure.number = new badge::Label({}, theme::Role::Display);
    figure.words = new badge::Label();
    figure.words->setWeight(theme::Weight::SemiBold);
    figure.interval = new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted);
    row->addWidget(figure.number);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(figure.words);
    column->addWidget(figure.interval);
    column->addStretch(1);
    row->addLayout(column);
    return figure;
}

void VerdictBar::setWaiting(const QString& text)
{
    m_result.reset();
    m_verdicts.clear();
    m_p50.box->hide();
    m_p99.box->hide();
    m_choice->hide();
    m_sentence->hide();
    for (auto* line : m_lines)
        line->hide();
    m_waiting->setText(text);
    m_waiting->show();
    while (auto* item = m_checks->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void VerdictBar::setResult(std::shared_ptr<const load::Result> result)
{
    m_result = std::move(result);
    m_verdicts = m_result ? load::verdicts(*m_result) : std::vector<load::Verdict>{};
    if (m_path >= m_verdicts.size())
        m_path = 0;
    update();
}

void VerdictBar::setPath(std::size_t verdict)
{
    if (verdict >= m_verdicts.size() || verdict == m_path)
        return;
    m_path = verdict;
    update();
    Q_EMIT pathChanged(verdict);
}

void VerdictBar::choosePath()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < m_verdicts.size(); ++i)
        connect(
            menu->addAction(tr("%1 against %2").arg(plainName(m_verdicts[i].path), plainName(m_verdicts[i].baseline))),
            &QAction::triggered, this, [this, i] { setPath(i); });
    menu->popup(m_choice->mapToGlobal(QPoint(0, m_choice->height())));
}

void VerdictBar::update()
{
    if (m_verdicts.empty()) { // one path alone: no verdict, but what is simulated is said
        if (m_result)
            showChecks({});
        return;
    }
    const auto& verdict = m_verdicts[m_path];
    using Kind = load::Verdict::Kind;
    const bool firm = verdict.kind != Kind::Untrusted && verdict.kind != Kind::Undecided;
    show(m_p50, verdict.p50, firm);
    show(m_p99, verdict.p99, firm);
    m_choice->setText(tr("%1 against %2").arg(plainName(verdict.path), plainName(verdict.baseline)));
    m_choice->show();
    m_waiting->hide();
    m_sentence->show();
    // The line parts the figures from the words: without figures it would stand at the bar's edge.
    m_lines[0]->setVisible(verdict.p50 || verdict.p99);
    m_lines[1]->show();
    m_sentence->setText(words::sentence(verdict));
    showChecks(verdict);
}

void VerdictBar::show(const Figure& figure, const std::optional<load::Comparison>& comparison, bool firm)
{
    figure.box->setVisible(comparison.has_value());
    if (!comparison)
        return;
    figure.number->setText(comparison->speedup ? words::times(*comparison->speedup) : words::none());
    figure.number->setToken(firm ? theme::Token::TextPrimary : theme::Token::TextMuted);
    figure.words->setText(words::beside(*comparison));
    figure.interval->setText(words::interval(*comparison));
}

void VerdictBar::showChecks(const load::Verdict& verdict)
{
    while (auto* item = m_checks->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto checks = words::checks(*m_result, verdict);
    const bool fit = checks.size() <= mostChecks;
    const auto shown = fit ? checks.size() : mostChecks - 1; // the rest is in the tool tip
    m_checks->addStretch(1);
    QStringList all;
    for (const auto& check : checks) {
        const auto look = lookOf(check.kind);
        if (std::size_t(all.size()) < shown)
            addCheck(QLatin1String(look.icon), int(look.token), check.text);
        all << check.text;
    }
    if (!fit)
        addCheck(QStringLiteral("info"), int(theme::Token::TextMuted),
                 tr("and %1 more, in the tip").arg(checks.size() - shown));
    m_checks->addStretch(1);
    theme::setPlainToolTip(this, all.join(QLatin1Char('\n')));
}

void VerdictBar::addCheck(const QString& icon, int token, const QString& text)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new badge::IconLabel(icon, 12, static_cast<theme::Token>(token)));
    auto* words = new badge::ElidedLabel(text, theme::Role::Caption,
                                         icon == QLatin1String("check") ? theme::Token::TextPrimary
                                                                        : static_cast<theme::Token>(token));
    row->addWidget(words, 1);
    line->setFixedSize(216, 16);
    m_checks->addWidget(line);
}

void VerdictBar::changeEvent(QEvent* event)
{
    badge::Pane::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setFixedHeight(theme::Theme::of(this).px(barHeight));
}

} // namespace cachedeck::ui
