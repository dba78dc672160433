#include "ui/bridge/server_session.hpp"

#include "backend/sentinel/resolve.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QRandomGenerator>
#include <QThreadPool>

#include <algorithm>
#include <charconv>

namespace cachedeck::ui {

namespace {

constexpr auto pollInterval = std::chrono::seconds(1);
// Between attempts to follow the primary: doubled up to the last, as a connection does.
constexpr std::chrono::milliseconds firstFollowPause{50};
constexpr std::chrono::milliseconds lastFollowPause{2000};

// A field of INFO: "keyspace_hits:42\r\n".
std::optional<std::int64_t> infoNumber(std::string_view info, std::string_view field)
{
    for (std::size_t at = info.find(field); at != std::string_view::npos; at = info.find(field, at + 1)) {
        const bool startsLine = at == 0 || info[at - 1] == '\n';
        const std::size_t colon = at + field.size();
        if (!startsLine || colon >= info.size() || info[colon] != ':')
            continue;
        std::int64_t number = 0;
        const char* first = info.data() + colon + 1;
        if (std::from_chars(first, info.data() + info.size(), number).ec == std::errc{})
            return number;
    }
    return std::nullopt;
}

Notice errorNotice(const QString& text, const QString& advice = {})
{
    return {Notice::Level::Error, text, advice, {}};
}

// The sentinels' own password, where the environment has one; otherwise what the URL says is theirs too.
redis::Credentials credentialsOfSentinels(const redis::Url& url)
{
    const auto password = qEnvironmentVariable("CACHEDECK_SENTINEL_PASSWORD");
    return password.isEmpty() ? url.credentials : redis::Credentials{{}, redis::Secret(password.toStdString())};
}

} // namespace

// What opening a server brought, made on other threads.
struct ServerSession::Opened {
    redis::Endpoint endpoint;
    std::shared_ptr<redis::Gate> gate;
    std::shared_ptr<redis::Client> client;
    redis::ServerFacts facts;
    std::optional<redis::Error> error;
};

ServerSession::ServerSession(QObject* parent)
    : QObject(parent), m_thread(std::make_unique<runtime::IoThread>("redis")), m_inbox(this)
{
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &ServerSession::pollVitals);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &ServerSession::follow);
}

ServerSession::~ServerSession()
{
    // Jobs of the pool hold references to the thread; they are short.
    QThreadPool::globalInstance()->waitForDone();
    m_client.reset();
    m_stack.reset();
}

redis::Environment ServerSession::environment() const
{
    return m_environment;
}

QString ServerSession::name() const
{
    return QString::fromStdString(m_endpoint.address.text());
}

void ServerSession::startDemo()
{
    disconnectFromServer();
    setState(State::Connecting);
    const auto attempt = ++m_attempt;
    QThreadPool::globalInstance()->start([this, attempt, send = m_inbox.sender()] {
        // The leftovers of a crashed start are ended first, so that they do not pile up.
        servers::cleanLeftovers();
        auto started = servers::Stack::start();
        auto stack = started ? std::shared_ptr<servers::Stack>(std::move(*started)) : nullptr;
        const auto error = started ? servers::Error{} : started.error();
        send([this, attempt, stack, error] {
            if (attempt != m_attempt)
                return;
            if (!stack) {
                setState(State::Disconnected);
                Q_EMIT noticed(errorNotice(backendText(error.message), backendText(error.advice)));
                return;
            }
            m_stack = stack;
            m_sentinels = stack->sentinelAddresses();
            m_primaryName =
                QString::fromUtf8(servers::Stack::primaryName.data(), int(servers::Stack::primaryName.size()));
            m_sentinelCredentials = {{}, stack->password()};
            open(stack->primary());
        });
    });
}

void ServerSession::connectTo(redis::Url url, std::optional<redis::Environment> environment)
{
    disconnectFromServer();
    setState(State::Connecting);
    m_chosen = environment;
    m_url = url;
    if (!url.primary) {
        open(url.endpoint());
        return;
    }
    m_sentinels = url.addresses;
    m_primaryName = QString::fromStdString(*url.primary);
    m_sentinelCredentials = credentialsOfSentinels(url);
    const auto attempt = ++m_attempt;
    const auto options = sentinel::resolveOptions(url, m_sentinelCredentials);
    QThreadPool::globalInstance()->start([this, attempt, options, send = m_inbox.sender()] {
        const auto resolved = sentinel::resolvePrimaryNow(*m_thread, options);
        send([this, attempt, resolved] {
            if (attempt != m_attempt)
                return;
            if (resolved) {
                open(resolved->endpoint);
                return;
            }
            setState(State::Disconnected);
            Q_EMIT noticed(errorNotice(backendText(resolved.error().text())));
        });
    });
}

// The environment is that of the server which is really spoken to; that of the sentinels says nothing about it. What
// the window shows of a connection stays until the next one is open.
void ServerSession::open(redis::Endpoint endpoint)
{
    if (!m_client)
        m_endpoint = endpoint;
    const auto attempt = ++m_attempt;
    auto opened = std::make_shared<Opened>();
    opened->endpoint = endpoint;
    opened->gate = std::make_shared<redis::Gate>(m_stack ? redis::Environment::Demo
                                                         : m_chosen.value_or(redis::environmentOf(endpoint.address)));
    redis::ConnectionOptions options;
    options.endpoint = std::move(endpoint);
    options.gate = opened->gate;
    opened->client = std::make_shared<redis::Client>(*m_thread, std::move(options));
    QThreadPool::globalInstance()->start([this, attempt, opened, send = m_inbox.sender()] {
        if (const auto connected = opened->client->connect(); !connected) {
            opened->error = connected.error();
        } else {
            // Without COMMAND (NOPERM) the gate keeps its built-in table: fewer reads are known, nothing more is
            // allowed.
            if (const auto commands = opened->client->call({"COMMAND"}); commands)
                opened->gate->learn(commands->root());
            opened->facts = opened->client->facts();
        }
        send([this, attempt, opened] {
            if (attempt == m_attempt)
                finishOpening(opened);
        });
    });
}

void ServerSession::finishOpening(const std::shared_ptr<Opened>& opened)
{
    m_vitalsPending = false; // what was asked on the connection before may never be answered
    if (opened->error) {
        if (m_following)
            return tryAgain(*opened->error);
        setState(State::Disconnected);
        Q_EMIT noticed(errorNotice(backendText(opened->error->message), backendText(opened->error->advice)));
        return;
    }
    m_following.reset();
    m_endpoint = opened->endpoint;
    m_environment = opened->gate->environment();
    m_client = opened->client;
    m_gate = opened->gate;
    m_facts = opened->facts;
    m_lastHits = m_lastMisses = -1;
    m_vitals = {};
    watch();
    m_poll.start();
    // Told also where it was connected before: it is another server now, perhaps of another environment.
    m_state = State::Connected;
    Q_EMIT stateChanged(m_state);
    pollVitals();
}

// Tells when the connection is lost and when it is back. The handler lives on the IoThread.
void ServerSession::watch()
{
    const auto attempt = m_attempt;
    std::weak_ptr<redis::Client> weak = m_client;
    m_thread->post([this, attempt, weak, send = m_inbox.sender()] {
        const auto client = weak.lock();
        if (!client)
            return;
        client->connection().onStateChange([this, attempt, send](redis::ConnectionState state, const redis::Error*) {
            const bool ready = state == redis::ConnectionState::Ready;
            send([this, attempt, ready] {
                if (attempt != m_attempt)
                    return;
                if (ready && m_state == State::Lost)
                    setState(State::Connected);
                else if (!ready && m_state == State::Connected)
                    setState(State::Lost);
            });
        });
    });
}

void ServerSession::followPrimary(const redis::Address& address)
{
    if (!m_client || (m_following ? *m_following : m_endpoint.address) == address)
        return;
    m_following = address;
    m_followPause = firstFollowPause;
    m_followTold = false;
    follow();
}

void ServerSession::follow()
{
    m_again.stop();
    if (!m_following)
        return;
    auto endpoint = m_endpoint;
    endpoint.address = *m_following;
    open(std::move(endpoint));
}

// The new primary does not answer yet: the stack, the watch over the sentinels and a run stay meanwhile.
void ServerSession::tryAgain(const redis::Error& error)
{
    setState(State::Lost);
    if (!error.retryable() && !std::exchange(m_followTold, true))
        Q_EMIT noticed(errorNotice(backendText(error.message), backendText(error.advice)));
    if (error.kind == redis::ErrorKind::Authentication)
        return; // a wrong password stays wrong
    // Between half of the pause and all of it, so that many clients do not come at the same moment.
    const auto pause = int(m_followPause.count());
    m_again.start(QRandomGenerator::global()->bounded(pause / 2, pause + 1));
    m_followPause = std::min(m_followPause * 2, lastFollowPause);
}

void ServerSession::disconnectFromServer()
{
    ++m_attempt;
    m_poll.stop();
    m_again.stop();
    m_following.reset();
    m_vitalsPending = false;
    // Ending the stack's processes takes a moment: not on the GUI thread.
    if (m_stack || m_client)
        QThreadPool::globalInstance()->start(
            [stack = std::exchange(m_stack, nullptr), client = std::exchange(m_client, nullptr)]() mutable {
                client.reset();
                stack.reset();
            });
    m_gate.reset();
    m_url.reset();
    m_chosen.reset();
    m_environment = redis::Environment::Production;
    m_sentinels.clear();
    m_primaryName.clear();
    m_facts = {};
    m_vitals = {};
    setState(State::Disconnected);
}

void ServerSession::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void ServerSession::pollVitals()
{
    // A poll that is not answered yet is not repeated: polls skip, they never queue.
    if (!m_client || m_vitalsPending)
        return;
    m_vitalsPending = true;
    const auto attempt = m_attempt;
    m_client->send({"INFO"}, [this, attempt, send = m_inbox.sender()](redis::Result<resp::Reply> info) {
        send([this, attempt, info = std::move(info)] {
            if (attempt != m_attempt)
                return;
            m_vitalsPending = false;
            if (info)
                takeVitals(*info);
        });
    });
}

void ServerSession::takeVitals(const resp::Reply& info)
{
    const auto text = info.root().text();
    m_vitals.operationsPerSecond = double(infoNumber(text, "instantaneous_ops_per_sec").value_or(0));
    m_vitals.usedMemory = std::uint64_t(infoNumber(text, "used_memory").value_or(0));
    const auto hits = infoNumber(text, "keyspace_hits").value_or(-1);
    const auto misses = infoNumber(text, "keyspace_misses").value_or(-1);
    m_vitals.hitRatio.reset();
    if (m_lastHits >= 0 && hits >= m_lastHits && misses >= m_lastMisses) {
        const auto lookups = (hits - m_lastHits) + (misses - m_lastMisses);
        if (lookups > 0)
            m_vitals.hitRatio = double(hits - m_lastHits) / double(lookups);
    }
    m_lastHits = hits;
    m_lastMisses = misses;
    Q_EMIT vitalsChanged();
}

} // namespace cachedeck::ui
