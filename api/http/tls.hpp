// The server's side of TLS: 1.2 or newer, ciphers with forward secrecy only.
#pragma once

#include <memory>

#include "api/http/channel.hpp"
#include "api/http/server.hpp"

namespace tiaojie::http {

class TlsContext {
public:
    explicit TlsContext(const TlsFiles& files);  // throws ServerFault
    SslHandle make() const;                      // nothing when memory is out

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> context_;
};

}  // namespace tiaojie::http
