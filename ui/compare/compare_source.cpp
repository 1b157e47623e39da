#include "ui/compare/compare_source.h"

#include "session/run_report.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <ranges>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("CompareSource", text);
}

QString roleWord(Role role) {
  switch (role) {
    case Role::Teacher1:
      return tr("teacher 1");
    case Role::Teacher2:
      return tr("teacher 2");
    case Role::Student:
      break;
  }
  return tr("student");
}

QString methodWord(const MethodSpec& method) {
  QString title = QString::fromStdString(methodTitle(method));
  title[0] = title[0].toUpper();
  return title;
}

/// The sources of one run, in the order in which one looks for them.
class RunSources {
 public:
  RunSources(const RunRecord& record, const std::filesystem::path& runs, bool isOnlyOfItsName)
      : record_(record),
        prefix_(record.folder.path().lexically_relative(runs).generic_string()),
        group_(QString::fromStdString(isOnlyOfItsName && !record.spec.name.empty() ? record.spec.name : prefix_)),
        method_(methodWord(record.spec.method)) {}

  std::vector<CompareSource> list() {
    const std::vector<Role> roles = reportedNetworks(record_.spec.method);
    if (std::ranges::find(roles, Role::Student) != roles.end()) addNetwork(Role::Student, run());
    addTeachers(roles);
    // A run in stages has no more than the last stage's networks in its last checkpoint.
    for (const Role role : roles) {
      if (roles.size() < 3 || role == Role::Student) addLast(role);
    }
    return std::move(sources_);
  }

 private:
  std::filesystem::path run() const { return record_.folder.path(); }

  void addTeachers(const std::vector<Role>& roles) {
    std::vector<Role> teachers;
    std::ranges::copy_if(roles, std::back_inserter(teachers), [](Role role) { return role != Role::Student; });
    std::filesystem::path home = run();
    const auto* distilled = std::get_if<SslkdSpec>(&record_.spec.method);
    if (distilled != nullptr && !distilled->teachersFrom.empty()) {
      teachers = {distilled->teachers.first, distilled->teachers.second};
      home = distilled->teachersFrom;
    }
    for (const Role role : teachers) addNetwork(role, home);
    if (teachers.size() != 2) return;
    const std::vector<NetworkSource> both{{home, toString(teachers[0])}, {home, toString(teachers[1])}};
    add(SourceKind::Mean, both, "mean", tr("teachers’ mean"));
    add(SourceKind::Disagreement, both, "disagreement", tr("teachers’ disagreement"));
  }

  void addNetwork(Role role, const std::filesystem::path& home) {
    add(SourceKind::Network, {{home, toString(role)}}, toString(role), roleWord(role));
  }

  void addLast(Role role) {
    add(SourceKind::Network, {{run(), toString(role), CheckpointChoice::Last}}, toString(role) + "@last",
        tr("%1, last checkpoint").arg(roleWord(role)));
  }

  void add(SourceKind kind, std::vector<NetworkSource> networks, const std::string& name, const QString& words) {
    sources_.push_back({kind, std::move(networks), prefix_ + "/" + name, method_ + " " + words, group_});
  }

  const RunRecord& record_;
  std::string prefix_;
  QString group_;
  QString method_;
  std::vector<CompareSource> sources_;
};

bool hasNetworks(const RunRecord& record) {
  return record.problem.isEmpty() && !record.summary.networks.empty();
}

}  // namespace

std::vector<CompareSource> listSources(const std::vector<RunRecord>& records, const std::filesystem::path& runs) {
  std::vector<CompareSource> sources{{SourceKind::Image, {}, "image", tr("Image"), {}},
                                     {SourceKind::Truth, {}, "truth", tr("Ground truth"), {}}};
  for (const RunRecord& record : std::views::reverse(records)) {
    if (!hasNetworks(record)) continue;
    const bool isOnlyOfItsName = std::ranges::count_if(records, [&](const RunRecord& other) {
                                   return hasNetworks(other) && other.spec.name == record.spec.name;
                                 }) == 1;
    std::ranges::move(RunSources(record, runs, isOnlyOfItsName).list(), std::back_inserter(sources));
  }
  return sources;
}

std::vector<std::string> firstSources(const std::vector<CompareSource>& sources) {
  std::vector<std::string> ids{"image", "truth"};
  const auto isTaughtStudent = [&](const CompareSource& source) {
    const std::string run = source.id.substr(0, source.id.rfind('/'));
    return source.id.ends_with("/student") && findSource(sources, run + "/mean") != nullptr;
  };
  auto first = std::ranges::find_if(sources, isTaughtStudent);
  if (first == sources.end()) first = std::ranges::find_if(sources, &CompareSource::isPredicted);
  if (first == sources.end()) return ids;
  const std::string run = first->id.substr(0, first->id.rfind('/'));
  for (const CompareSource& source : sources) {
    const bool ofRun = source.id.substr(0, source.id.rfind('/')) == run && source.isScored();
    if (ofRun && !source.id.ends_with("@last")) ids.push_back(source.id);
  }
  return ids;
}

std::vector<std::string> sourcesOfRuns(const std::vector<CompareSource>& sources,
                                       const std::vector<std::filesystem::path>& runs) {
  std::vector<std::string> ids{"image", "truth"};
  for (const std::filesystem::path& run : runs) {
    const auto first = std::ranges::find_if(sources, [&](const CompareSource& source) {
      return source.kind == SourceKind::Network && source.networks.front().run == run;
    });
    if (first != sources.end()) ids.push_back(first->id);
  }
  return ids;
}

std::string nextSource(const std::vector<CompareSource>& sources, const std::vector<std::string>& shown) {
  const auto isNew = [&](const CompareSource& source) { return std::ranges::find(shown, source.id) == shown.end(); };
  const auto isWanted = [&](const CompareSource& source) {
    return isNew(source) && source.isScored() && !source.id.ends_with("@last");
  };
  auto next = std::ranges::find_if(sources, isWanted);
  if (next == sources.end()) next = std::ranges::find_if(sources, isNew);
  return next == sources.end() ? "image" : next->id;
}

const CompareSource* findSource(const std::vector<CompareSource>& sources, const std::string& id) {
  const auto found = std::ranges::find(sources, id, &CompareSource::id);
  return found == sources.end() ? nullptr : &*found;
}

QStringList distinctTitles(const std::vector<CompareSource>& sources) {
  QStringList titles;
  for (const CompareSource& source : sources) {
    const bool isTwice = std::ranges::any_of(
        sources, [&](const CompareSource& other) { return other.title == source.title && other.id != source.id; });
    titles.append(isTwice && !source.group.isEmpty() ? source.title + " (" + source.group + ")" : source.title);
  }
  return titles;
}

}  // namespace macadam
