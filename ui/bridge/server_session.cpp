#include "ui/bridge/server_session.hpp"

#include "backend/sentinel/resolve.hpp"
#include "ui/bridge/backend_text.hpp"

#include <QThreadPool>

#include <charconv>

namespace cachedeck::ui {

namespace {

constexpr auto pollInterval = std::chrono::seconds(1);

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
            m_environment = redis::Environment::Demo;
            m_sentinels = stack->sentinelAddresses();
            m_primaryName =
                QString::fromUtf8(servers::Stack::primaryName.data(), int(servers::Stack::primaryName.size()));
            m_sentinelCredentials = {{}, stack->password()};
            open(stack->primary());
        });
    });
}

void ServerSession::connectTo(const redis::Url& url, redis::Environment environment)
{
    disconnectFromServer();
    setState(State::Connecting);
    m_environment = environment;
    if (!url.primary) {
        open(url.endpoint());
        return;
    }
    m_sentinels = url.addresses;
    m_primaryName = QString::fromStdString(*url.primary);
    m_sentinelCredentials = url.credentials;
    const auto attempt = ++m_attempt;
    QThreadPool::globalInstance()->start([this, attempt, url, send = m_inbox.sender()] {
        const auto resolved = sentinel::resolvePrimaryNow(*m_thread, sentinel::resolveOptions(url));
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

void ServerSession::open(redis::Endpoint endpoint)
{
    m_endpoint = endpoint;
    const auto attempt = ++m_attempt;
    auto opened = std::make_shared<Opened>();
    opened->endpoint = endpoint;
    opened->gate = std::make_shared<redis::Gate>(m_environment);
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
    if (opened->error) {
        setState(State::Disconnected);
        Q_EMIT noticed(errorNotice(backendText(opened->error->message), backendText(opened->error->advice)));
        return;
    }
    m_client = opened->client;
    m_gate = opened->gate;
    m_facts = opened->facts;
    m_lastHits = m_lastMisses = -1;
    m_vitals = {};
    watch();
    m_poll.start();
    setState(State::Connected);
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
    if (m_state == State::Disconnected || m_endpoint.address == address)
        return;
    auto endpoint = m_endpoint;
    endpoint.address = address;
    open(std::move(endpoint));
}

void ServerSession::disconnectFromServer()
{
    ++m_attempt;
    m_poll.stop();
    // Ending the stack's processes takes a moment: not on the GUI thread.
    if (m_stack || m_client)
        QThreadPool::globalInstance()->start(
            [stack = std::exchange(m_stack, nullptr), client = std::exchange(m_client, nullptr)]() mutable {
                client.reset();
                stack.reset();
            });
    m_gate.reset();
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
            m_vitalsPending = false;
            if (attempt == m_attempt && info)
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
