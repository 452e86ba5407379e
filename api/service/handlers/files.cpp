// Photographs and scanned papers of a case. What is stored belongs to no case until a paper of one names it; from then
// on whoever may see the case may see it.
#include <algorithm>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/service.hpp"
#include "storage/files/attachments.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::service {
namespace {

std::optional<storage::CaseView> case_in_sight(Call& call) {
    auto view = storage::CaseReader{call.store, call.today}.find(Id{call.path.at("case")}, Explain::no);
    if (!view || !may_see(call.account(), view->state.division)) return std::nullopt;
    return view;
}

void log(Call& call, AuditAction action, const storage::Attachment& attachment) {
    storage::AuditEntry entry;
    entry.detail = storage::audit_detail({{"file", attachment.file}});
    call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        storage::write_audit(store, audit_entry(call, action, call.path.at("case"), entry));
        return http::empty_response(204);
    });
}

}  // namespace

http::Response case_file_add(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    if (!case_in_sight(call)) return http::not_found();
    const auto stored = storage::write_attachment(call.store, call.request.body, call.account().name, call.now);
    if (!stored) return http::problem_of(stored.refusal());
    storage::AuditEntry entry;
    entry.detail = storage::audit_detail({{"file", stored->file}});
    storage::write_audit(call.store,
                         audit_entry(call, AuditAction::attachment_added, call.path.at("case"), std::move(entry)));
    auto json = json_object();
    put(json, "file", stored->file);
    put(json, "media", stored->media);
    put(json, "size", stored->size);
    return ok(json, 201);
}

http::Response case_file_show(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto view = case_in_sight(call);
    if (!view) return http::not_found();
    const auto& file = call.path.at("file");
    const auto& papers = view->state.papers;
    const bool is_named =
        std::any_of(papers.begin(), papers.end(), [&](const auto& each) { return each.file == file; });
    auto found = is_named ? storage::read_attachment(call.store, file) : std::nullopt;
    if (!found) return http::not_found();
    log(call, AuditAction::attachment_read, found->attachment);
    auto response = http::text_response(200, found->attachment.media, std::move(found->bytes));
    response.headers.push_back({"Content-Disposition", "inline; filename=\"" + file.substr(0, 12) + "\""});
    response.headers.push_back({"Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'"});
    return response;
}

}  // namespace tiaojie::service
