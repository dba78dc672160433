#include "backend/redis/tls_session.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <limits>

namespace cachedeck::redis {
namespace {

struct Free {
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
    void operator()(SSL* session) const noexcept { SSL_free(session); }
};

std::string opensslReason()
{
    const auto code = ERR_peek_last_error();
    const char* reason = code ? ERR_reason_error_string(code) : nullptr;
    return reason ? reason : "unknown error";
}

Error failure(const std::string& server, std::string message, std::string advice)
{
    return {ErrorKind::Tls, {}, server, std::move(message), std::move(advice)};
}

// Loads what verifies the server and what proves us to it.
Result<void> configure(SSL_CTX* context, const Tls& tls, const std::string& server)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    const bool trusted = tls.caFile.empty() ? SSL_CTX_set_default_verify_paths(context) == 1
                                            : SSL_CTX_load_verify_locations(context, tls.caFile.c_str(), nullptr) == 1;
    if (!trusted)
        return failure(server, fmt::format("the CA file {} cannot be used: {}", tls.caFile, opensslReason()),
                       "It must be PEM.");
    if (tls.certificateFile.empty())
        return {};
    if (SSL_CTX_use_certificate_chain_file(context, tls.certificateFile.c_str()) != 1)
        return failure(server,
                       fmt::format("the certificate {} cannot be used: {}", tls.certificateFile, opensslReason()),
                       "It must be PEM.");
    const auto& key = tls.keyFile.empty() ? tls.certificateFile : tls.keyFile;
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return failure(server, fmt::format("the private key {} cannot be used: {}", key, opensslReason()),
                       "It must be PEM, without a pass phrase, and belong to the certificate.");
    return {};
}

// The name that the certificate must carry, and the name sent in SNI (which knows no addresses: RFC 6066, section 3).
bool expectName(SSL* session, const std::string& name)
{
    boost::system::error_code notNumeric;
    boost::asio::ip::make_address(name, notNumeric);
    if (!notNumeric)
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name.c_str()) == 1;
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(session, name.c_str()) == 1 && SSL_set_tlsext_host_name(session, name.c_str()) == 1;
}

} // namespace

struct TlsSession::Implementation {
    std::unique_ptr<SSL_CTX, Free> context;
    std::unique_ptr<SSL, Free> session;
    BIO* incoming = nullptr; // owned by the session
    BIO* outgoing = nullptr;
    std::string server, name;
    bool ready = false;

    void drain(std::string& wire)
    {
        const auto pending = BIO_ctrl_pending(outgoing);
        const auto before = wire.size();
        wire.resize(before + pending);
        if (pending > 0)
            BIO_read(outgoing, wire.data() + before, static_cast<int>(pending));
    }

    Error handshakeError() const
    {
        switch (const auto verdict = SSL_get_verify_result(session.get())) {
        case X509_V_OK:
            break;
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return failure(server, "the server's certificate has expired", "Renew it on the server.");
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return failure(server, "the server's certificate is not valid yet", "Check the clocks of both machines.");
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return failure(server, "the server's certificate is self-signed",
                           "If you trust it, name it as the CA file.");
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return failure(server, fmt::format("the server's certificate is for another name than {}", name),
                           "Connect by the name that it carries, or give that name as the TLS server name.");
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return failure(server, "the server's certificate is signed by an authority that is not trusted here",
                           "Name that authority's certificate as the CA file.");
        default:
            return failure(
                server, fmt::format("the server's certificate is refused: {}", X509_verify_cert_error_string(verdict)),
                {});
        }
        const auto reason = ERR_GET_REASON(ERR_peek_last_error());
        if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST ||
            reason == SSL_R_PACKET_LENGTH_TOO_LONG || reason == SSL_R_RECORD_LENGTH_MISMATCH)
            return failure(server, "the port does not speak TLS", "Use redis:// instead of rediss://.");
        return failure(server, fmt::format("the TLS handshake failed: {}", opensslReason()),
                       "The server may ask for a client certificate, or for another TLS version.");
    }
};

TlsSession::TlsSession(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation)) {}
TlsSession::~TlsSession() = default;

Result<std::unique_ptr<TlsSession>> TlsSession::create(const Tls& tls, const Address& address)
{
    ERR_clear_error();
    auto inside = std::make_unique<Implementation>();
    inside->server = address.text();
    inside->name = !tls.serverName.empty() ? tls.serverName : address.unixPath.empty() ? address.host : "localhost";
    inside->context.reset(SSL_CTX_new(TLS_client_method()));
    if (!inside->context)
        return failure(inside->server, "TLS is not available: " + opensslReason(), {});
    const auto configured = configure(inside->context.get(), tls, inside->server);
    if (!configured)
        return configured.error();
    inside->session.reset(SSL_new(inside->context.get()));
    auto* session = inside->session.get();
    if (!session || !expectName(session, inside->name))
        return failure(inside->server, fmt::format("\"{}\" cannot be verified as a host name", inside->name), {});
    inside->incoming = BIO_new(BIO_s_mem());
    inside->outgoing = BIO_new(BIO_s_mem());
    SSL_set_bio(session, inside->incoming, inside->outgoing);
    SSL_set_connect_state(session);
    return std::unique_ptr<TlsSession>(new TlsSession(std::move(inside)));
}

Result<void> TlsSession::handshake(std::string& wire)
{
    ERR_clear_error();
    auto& inside = *m_implementation;
    const int outcome = SSL_do_handshake(inside.session.get());
    const int error = SSL_get_error(inside.session.get(), outcome);
    inside.drain(wire); // on failure the alert that tells the server why
    inside.ready = outcome == 1;
    if (outcome == 1 || error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return {};
    return inside.handshakeError();
}

bool TlsSession::isReady() const noexcept
{
    return m_implementation->ready;
}

void TlsSession::receive(const char* bytes, std::size_t size)
{
    BIO_write(m_implementation->incoming, bytes, static_cast<int>(size));
}

bool TlsSession::decrypt(std::vector<char>& plain, std::size_t& end)
{
    ERR_clear_error();
    constexpr std::size_t record = 16 * 1024;
    auto* session = m_implementation->session.get();
    while (true) {
        if (plain.size() - end < record)
            plain.resize(end + 2 * record);
        const int bytes = SSL_read(session, plain.data() + end, static_cast<int>(plain.size() - end));
        if (bytes <= 0)
            return SSL_get_error(session, bytes) == SSL_ERROR_WANT_READ;
        end += static_cast<std::size_t>(bytes);
        // Asking once more, only to hear that more is wanted, costs as much as reading a small record.
        if (BIO_ctrl_pending(m_implementation->incoming) == 0 && SSL_pending(session) == 0)
            return true;
    }
}

bool TlsSession::encrypt(std::string_view plain, std::string& wire)
{
    ERR_clear_error();
    constexpr std::size_t most = std::numeric_limits<int>::max() / 2;
    while (!plain.empty()) {
        const auto size = std::min(plain.size(), most);
        if (SSL_write(m_implementation->session.get(), plain.data(), static_cast<int>(size)) <= 0)
            return false;
        plain.remove_prefix(size);
    }
    m_implementation->drain(wire);
    return true;
}

} // namespace cachedeck::redis
