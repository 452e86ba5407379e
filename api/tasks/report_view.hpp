// Frozen editions of the annual report, and why numbers changed between two, as JSON; the same for the command line and
// HTTP.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/papers/report_diff.hpp"
#include "api/papers/report_json.hpp"
#include "api/tasks/report_maker.hpp"
#include "core/case/fwd.hpp"
#include "storage/files/editions.hpp"

namespace tiaojie::tasks {

struct OpenEdition {
    storage::Edition edition{};
    FrozenReport frozen{};
    int number{};  // among those of the year and the division; the stored one, and the id, count all of the year
};

struct OpenEditions {
    std::vector<OpenEdition> list{};
    std::optional<Refusal> unreadable{};  // why one, if any, is not in the list
};

Refusal unknown_edition(const std::string& id);
OpenEditions open_editions(storage::Store& store);
Result<OpenEdition> open_edition(storage::Store& store, const std::string& id);

bool is_frozen_by(const storage::Edition& edition, Date day);

std::string kind_of(const OpenEdition& opened);  // 原报, 更正
Json edition_json(const OpenEdition& opened);
Json frozen_edition_json(const OpenEdition& opened);  // with its text and figures

// What a report is in every format but json: text, markdown, docx, pdf.
struct ReportFile {
    std::string bytes{};
    std::string media_type{};
};
Result<ReportFile> report_file(const MadeReport& made, std::string_view format);
Result<ReportFile> report_file(const FrozenReport& frozen, std::string_view format);

// The events between two editions that brought a case, a body or a person into a number, or took it out.
class Reasons {
public:
    Reasons(storage::Store& store, const FrozenReport& before, const FrozenReport& after);
    ~Reasons();
    std::vector<Recorded> of(const Id& id);

private:
    std::vector<Recorded> of_office(const Id& id);
    bool holds(const Recorded& recorded) const;

    storage::Store& store_;
    std::int64_t first_cut_off_{};
    std::int64_t last_cut_off_{};
    Date first_day_{};
    Date last_day_{};
    bool office_read_{false};
    std::vector<Recorded> office_;
};

Json diff_json(const OpenEdition& before, const OpenEdition& after, const ReportDiff& diff, Reasons& reasons);

}  // namespace tiaojie::tasks
