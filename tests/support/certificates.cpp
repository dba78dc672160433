#include "tests/support/certificates.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace cachedeck::test {

Certificates::Certificates()
{
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 2 -subj "
        "/CN=TestAuthority");
}

TlsFiles Certificates::server(const std::string& names, const std::string& validity)
{
    std::ofstream(path("ext")) << "subjectAltName=" << names << "\n";
    request();
    run("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt -extfile ext " + validity);
    return files();
}

TlsFiles Certificates::expired()
{
    // x509 knows no date in the past before OpenSSL 3.4; ca does.
    std::ofstream(path("ext")) << "subjectAltName=DNS:localhost,IP:127.0.0.1\n";
    std::ofstream(path("index.txt"));
    std::ofstream(path("ca.cnf"))
        << "[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n"
           "policy=p\nunique_subject=no\n[p]\ncommonName=supplied\n";
    request();
    run("ca -batch -config ca.cnf -cert ca.crt -keyfile ca.key -in server.csr -out server.crt -notext -extfile ext "
        "-startdate 20200101000000Z -enddate 20200102000000Z");
    return files();
}

TlsFiles Certificates::selfSigned()
{
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt -days 2 "
        "-subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost,IP:127.0.0.1");
    return files();
}

void Certificates::request()
{
    run("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj /CN=server");
}

void Certificates::run(const std::string& arguments) const
{
    const auto command = "cd '" + m_folder.path().string() + "' && openssl " + arguments + " > openssl.log 2>&1";
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error(command);
}

TlsFiles Certificates::files() const
{
    return {path("ca.crt"), path("server.crt"), path("server.key")};
}

} // namespace cachedeck::test
