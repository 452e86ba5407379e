#include "api/service/giving_out.hpp"

#include <utility>

#include "api/service/answering.hpp"
#include "api/service/service.hpp"

namespace tiaojie::service {

http::Response given_out(Call& call, const std::string& object, const std::string& format, http::Response file) {
    auto logged = call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        storage::AuditEntry entry;
        // Not the filters of a list: a search may hold an identity number.
        entry.detail = storage::audit_detail({{"format", format}});
        storage::write_audit(store, audit_entry(call, AuditAction::exported, object, entry));
        return http::empty_response(204);
    });
    return logged.status < 400 ? std::move(file) : std::move(logged);
}

}  // namespace tiaojie::service
