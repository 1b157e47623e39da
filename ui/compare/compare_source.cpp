#include "ui/compare/compare_source.h"

#include "session/run_report.h"
#include "ui/project/run_names.h"
#include "ui/widgets/capitalised.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <ranges>
#include <string_view>

namespace macadam {
namespace {

constexpr std::string_view kLastMark = "@last";

QString tr(const char* text) {
  return QCoreApplication::translate("CompareSource", text);
}

QString methodWord(const MethodSpec& method) {
  return capitalised(QString::fromStdString(std::string(factsOf(method).title)));
}

/// The sources of one run, in the order in which one looks for them.
class RunSources {
 public:
  RunSources(const RunRecord& record, const QString& name, const std::filesystem::path& runs,
             const CheckpointsOf& checkpointsOf)
      : record_(record),
        checkpointsOf_(checkpointsOf),
        checkpoints_(checkpointsOf(record.folder.path())),
        prefix_(record.folder.path().lexically_relative(runs).generic_string()),
        group_(name),
        method_(methodWord(record.spec.method)) {}

  std::vector<CompareSource> list() {
    if (!record_.problem.isEmpty()) {
      sources_.push_back({SourceKind::Network, {}, prefix_ + "/unreadable", tr("Cannot be read"), group_});
      sources_.back().unavailable = record_.problem;
      return std::move(sources_);
    }
    std::vector<Part> parts = partsReported(record_.spec.method);
    std::ranges::stable_partition(parts, [](const Part& part) { return part.role.isStudent(); });
    for (const Part& part : parts) {
      if (part.role.isStudent()) addNetwork(part, run());
    }
    addTeachers(parts);
    for (const Part& part : parts) {
      if (isInLast(record_, part.role, checkpoints_)) addLast(part);
    }
    if (std::ranges::none_of(sources_, &CompareSource::isAvailable)) sources_.resize(1);
    return std::move(sources_);
  }

 private:
  std::filesystem::path run() const { return record_.folder.path(); }

  void addTeachers(const std::vector<Part>& reported) {
    std::vector<Part> teachers;
    std::ranges::copy_if(reported, std::back_inserter(teachers),
                         [](const Part& part) { return !part.role.isStudent(); });
    std::filesystem::path home = run();
    const auto* distilled = std::get_if<SslkdSpec>(&record_.spec.method);
    if (distilled != nullptr && !distilled->teachersFrom.empty()) {
      for (const Role role : rolesOf(distilled->teachers)) teachers.push_back(partOf(role, Part::Use::Given));
      home = distilled->teachersFrom;
    }
    for (const Part& part : teachers) addNetwork(part, home);
    if (teachers.size() < 2) return;
    std::vector<NetworkSource> all;
    for (const Part& part : teachers) all.push_back({home, part.name});
    const QString reason = whyMissing(teachers.front().role, home);
    add(SourceKind::Mean, all, "mean", tr("teachers’ mean"), reason);
    add(SourceKind::Disagreement, all, "disagreement", tr("teachers’ disagreement"), reason);
  }

  QString whyMissing(Role role, const std::filesystem::path& home) const {
    if (home == run()) return whyNoBest(record_, role, checkpoints_);
    if (checkpointsOf_(home).any()) return {};
    return tr("The teachers are not there: %1").arg(QString::fromStdString(home.string()));
  }

  void addNetwork(const Part& part, const std::filesystem::path& home) {
    add(SourceKind::Network, {{home, part.name}}, part.name, QString::fromStdString(part.title),
        whyMissing(part.role, home));
  }

  void addLast(const Part& part) {
    add(SourceKind::Network, {{run(), part.name, CheckpointChoice::Last}}, part.name + std::string(kLastMark),
        tr("%1, last checkpoint").arg(QString::fromStdString(part.title)), {});
  }

  void add(SourceKind kind, std::vector<NetworkSource> networks, const std::string& name, const QString& words,
           const QString& unavailable) {
    sources_.push_back({.kind = kind,
                        .networks = std::move(networks),
                        .id = prefix_ + "/" + name,
                        .title = method_ + " " + words,
                        .group = group_,
                        .method = method_,
                        .part = words,
                        .unavailable = unavailable});
  }

  const RunRecord& record_;
  const CheckpointsOf& checkpointsOf_;
  const RunCheckpoints checkpoints_;
  std::string prefix_;
  QString group_;
  QString method_;
  std::vector<CompareSource> sources_;
};

std::string runOf(const CompareSource& source) {
  return source.id.substr(0, source.id.rfind('/'));
}

/// A last checkpoint matters where there is no best one.
bool isWorthSeeing(const CompareSource& source, const std::vector<CompareSource>& sources) {
  if (!source.isScored()) return false;
  if (!source.id.ends_with(kLastMark)) return true;
  const CompareSource* best = findSource(sources, source.id.substr(0, source.id.size() - kLastMark.size()));
  return best == nullptr || !best->isAvailable();
}

}  // namespace

std::vector<CompareSource> listSources(const std::vector<RunRecord>& records, const std::filesystem::path& runs,
                                       const CheckpointsOf& checkpointsOf) {
  std::vector<CompareSource> sources{{SourceKind::Image, {}, "image", tr("Image"), {}},
                                     {SourceKind::Truth, {}, "truth", tr("Ground truth"), {}}};
  for (const RunRecord& record : std::views::reverse(records)) {
    std::ranges::move(RunSources(record, runName(record, records), runs, checkpointsOf).list(),
                      std::back_inserter(sources));
  }
  return sources;
}

std::vector<std::string> firstSources(const std::vector<CompareSource>& sources) {
  std::vector<std::string> ids{"image", "truth"};
  const auto isTaughtStudent = [&](const CompareSource& source) {
    return source.isAvailable() && source.id.ends_with("/student") &&
           findSource(sources, runOf(source) + "/mean") != nullptr;
  };
  auto first = std::ranges::find_if(sources, isTaughtStudent);
  if (first == sources.end()) first = std::ranges::find_if(sources, &CompareSource::isPredicted);
  if (first == sources.end()) return ids;
  for (const CompareSource& source : sources) {
    if (runOf(source) == runOf(*first) && isWorthSeeing(source, sources)) ids.push_back(source.id);
  }
  return ids;
}

std::vector<std::string> sourcesOfRuns(const std::vector<CompareSource>& sources,
                                       const std::vector<std::filesystem::path>& runs) {
  std::vector<std::string> ids{"image", "truth"};
  for (const std::filesystem::path& run : runs) {
    const auto isOfRun = [&](const CompareSource& source) {
      return source.kind == SourceKind::Network && !source.networks.empty() && source.networks.front().run == run;
    };
    auto first = std::ranges::find_if(
        sources, [&](const CompareSource& source) { return isOfRun(source) && source.isAvailable(); });
    if (first == sources.end()) first = std::ranges::find_if(sources, isOfRun);  // its pane says why it is empty
    if (first != sources.end()) ids.push_back(first->id);
  }
  return ids;
}

std::string nextSource(const std::vector<CompareSource>& sources, const std::vector<std::string>& shown) {
  const auto isNew = [&](const CompareSource& source) {
    return source.isAvailable() && std::ranges::find(shown, source.id) == shown.end();
  };
  auto next = std::ranges::find_if(
      sources, [&](const CompareSource& source) { return isNew(source) && isWorthSeeing(source, sources); });
  if (next == sources.end()) next = std::ranges::find_if(sources, isNew);
  return next == sources.end() ? "image" : next->id;
}

std::filesystem::path weightsOf(const NetworkSource& network) {
  const bool isFile = std::filesystem::is_regular_file(network.run);
  return network.checkpoint == CheckpointChoice::Last && !isFile ? RunFolder(network.run).lastCheckpoint()
                                                                 : network.run;
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
