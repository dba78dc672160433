#include "ui/start/demo_card.hpp"

#include "backend/servers/binary.hpp"
#include "ui/bridge/backend_text.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/chart/sparkline.hpp"
#include "widgets/theme/space.hpp"

#include <QFile>
#include <QHBoxLayout>
#include <QTextStream>
#include <QThreadPool>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

QWidget* part(const QString& icon, const QString& text)
{
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(new badge::IconLabel(icon, 16, theme::Token::TextMuted));
    row->addWidget(new badge::Label(text));
    row->addStretch(1);
    widget->setFixedHeight(space::row);
    return widget;
}

// The first 20 s of a stored run of this demo (resources/start/sketch.csv: path,seconds,p50_us,p99_us).
QVector<chart::MiniSketch::Curve> storedRun()
{
    QVector<chart::MiniSketch::Curve> curves{{DemoCard::tr("uncached"), theme::PathRole::Uncached, {}, {}},
                                             {DemoCard::tr("cache-aside"), theme::PathRole::Cached, {}, {}}};
    QFile file(QStringLiteral(":/cachedeck/start/sketch.csv"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QTextStream lines(&file);
    lines.readLine();
    while (!lines.atEnd()) {
        const auto cells = lines.readLine().split(QLatin1Char(','));
        if (cells.size() != 4)
            continue;
        auto& curve = curves[cells[0] == QLatin1String("uncached") ? 0 : 1];
        curve.p50.push_back({cells[1].toDouble(), cells[2].toDouble() / 1e6});
        curve.p99.push_back({cells[1].toDouble(), cells[3].toDouble() / 1e6});
    }
    return curves;
}

} // namespace

DemoCard::DemoCard(ServerSession& server, QWidget* parent)
    : Card(parent),
      m_server(server),
      m_inbox(this),
      m_start(new badge::Button(tr("Start the demo"), QStringLiteral("play"), theme::ButtonKind::Primary,
                                theme::ButtonSize::Large)),
      m_found(new badge::Label({}, theme::Role::Caption, theme::Token::TextMuted))
{
    m_start->setObjectName(QStringLiteral("startDemo"));
    auto* words = new QVBoxLayout;
    words->setSpacing(space::unit);
    words->addWidget(new badge::Label(tr("Start the demo"), theme::Role::Title));
    auto* promise =
        new badge::Label(tr("The same reads with and without the cache, as live curves, within five seconds."),
                         theme::Role::Body, theme::Token::TextSecondary);
    promise->setWordWrap(true);
    words->addWidget(promise);
    words->addSpacing(12);
    words->addWidget(part(QStringLiteral("store"), tr("Redis: 1 primary, 2 replicas")));
    words->addWidget(part(QStringLiteral("sentinel"), tr("3 sentinels, quorum 2")));
    words->addWidget(part(QStringLiteral("datasets"), tr("SQLite with generated data")));
    words->addWidget(part(QStringLiteral("lock"), tr("Loopback only, random password")));
    words->addStretch(1);

    auto* sketch = new chart::MiniSketch;
    sketch->setCurves(storedRun());
    sketch->setFixedSize(280, 196);
    auto* top = new QHBoxLayout;
    top->addLayout(words, 1);
    top->addWidget(sketch, 0, Qt::AlignTop);

    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_start);
    bottom->addStretch(1);
    m_found->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    bottom->addWidget(m_found);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::card);
    column->addLayout(top, 1);
    column->addLayout(bottom);

    connect(m_start, &QAbstractButton::clicked, this, &DemoCard::startRequested);
    connect(&m_server, &ServerSession::stateChanged, this, &DemoCard::updateState);
    updateState();
    lookForServer();
}

// Starting the candidate with --version takes some milliseconds: off the GUI thread.
void DemoCard::lookForServer()
{
    QThreadPool::globalInstance()->start([this, send = m_inbox.sender()] {
        const auto binary = servers::findServerBinary();
        const bool found = binary.has_value();
        const auto text = found ? QString::fromStdString(binary->product + "-server " + binary->version)
                                : backendText(binary.error().text());
        send([this, found, text] {
            if (found) {
                m_found->setText(tr("%1 found.\nEverything stops with the window.").arg(text));
            } else {
                m_start->setLocked(text);
                m_found->setWordWrap(true);
                m_found->setToken(theme::Token::StateWarn);
                m_found->setText(text);
            }
        });
    });
}

void DemoCard::updateState()
{
    if (m_start->isLocked())
        return;
    const bool busy = m_server.state() == ServerSession::State::Connecting;
    m_start->setEnabled(!busy);
    m_start->setText(busy ? tr("Starting…") : tr("Start the demo"));
}

} // namespace cachedeck::ui
