#include "ui/train/queue_file.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/file_format.h"
#include "spec/run_spec_toml.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace macadam {
namespace {

QString text(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

QString text(const RunSpec& spec) {
  return QString::fromStdString(toToml(spec));
}

void addSplit(QJsonObject& object, const std::optional<Split>& split) {
  if (split) object["split"] = QString::fromStdString(toToml(*split));
}

/// Of an object with the entries; version 1 is their list alone.
constexpr FileFormat<QJsonObject> kQueueFormat{"the queue of runs"};
constexpr auto kQueueEntries = "queue";

constexpr auto kBackground = "background";

void addPlace(QJsonObject& object, TrainingPlace place) {
  if (place == TrainingPlace::Background) object["place"] = kBackground;
}

TrainingPlace placeOf(const QJsonObject& entry) {
  return entry["place"] == kBackground ? TrainingPlace::Background : TrainingPlace::Window;
}

QJsonObject toJson(const NewRun& task) {
  QJsonObject object{{"kind", "run"}, {"runs", text(task.runs)}, {"settings", text(task.spec)}};
  addSplit(object, task.split);
  addPlace(object, task.place);
  return object;
}

QJsonObject toJson(const ResumedRun& task) {
  QJsonObject object{
      {"kind", "resume"}, {"folder", text(task.folder.path())}, {"more_iterations", qint64(task.moreIterations)}};
  addPlace(object, task.place);
  return object;
}

QJsonObject toJson(const NewSuite& task) {
  QJsonArray plan;
  for (const SuiteRun& run : task.plan) {
    plan.append(QJsonObject{{"row", QString::fromStdString(run.row)},
                            {"seed", qint64(run.seed)},
                            {"teachers", QString::fromStdString(run.teachers)},
                            {"settings", text(run.spec)}});
  }
  QJsonObject object{{"kind", "suite"}, {"runs", text(task.runs)}, {"plan", plan}, {"has_begun", task.hasBegun}};
  addSplit(object, task.split);
  return object;
}

/// Reads the entries of one file.
class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  TrainingTask task(const QJsonObject& entry) const {
    const QString kind = entry["kind"].toString();
    if (kind == "run") return NewRun{spec(entry), string(entry, "runs"), split(entry), placeOf(entry)};
    if (kind == "resume") {
      return ResumedRun{RunFolder(string(entry, "folder")), entry["more_iterations"].toInteger(), placeOf(entry)};
    }
    if (kind == "suite") {
      return NewSuite{plan(entry), string(entry, "runs"), split(entry), entry["has_begun"].toBool()};
    }
    fail();
  }

  /// Those of a file, in the present version. @throws NewerFormat
  QJsonArray entries(const QJsonDocument& document) const {
    if (!document.isArray() && !document.isObject()) fail();
    QJsonObject queue = document.isArray() ? QJsonObject{{kQueueEntries, document.array()}} : document.object();
    kQueueFormat.bringUpToDate(queue, queue.take(kFormatKey).toInteger(1), file_);
    if (!queue[kQueueEntries].isArray()) fail();
    return queue[kQueueEntries].toArray();
  }

  [[noreturn]] void fail() const { throw Error(file_, "is not a queue of runs", "restore it, or remove it"); }

 private:
  std::string string(const QJsonObject& entry, const QString& key) const {
    if (!entry[key].isString()) fail();
    return entry[key].toString().toStdString();
  }
  RunSpec spec(const QJsonObject& entry) const { return parseRunSpec(string(entry, "settings"), file_); }
  std::optional<Split> split(const QJsonObject& entry) const {
    return entry.contains("split") ? std::optional(parseSplit(string(entry, "split"), file_)) : std::nullopt;
  }
  std::vector<SuiteRun> plan(const QJsonObject& entry) const {
    std::vector<SuiteRun> plan;
    for (const QJsonValue& value : entry["plan"].toArray()) {
      const QJsonObject run = value.toObject();
      const SuiteRow& row = suiteRow(string(run, "row"));
      // Earlier files say that a run takes the teachers of its suite, and not of which row.
      const bool takesThem = run["takes_shared_teachers"].toBool();
      plan.push_back({row.name, static_cast<std::uint64_t>(run["seed"].toInteger()), spec(run),
                      takesThem ? row.teachers : run["teachers"].toString().toStdString()});
    }
    if (plan.empty()) fail();
    return plan;
  }

  std::string file_;
};

/// A file that cannot be read may be written over. @throws NewerFormat where it, or what it holds, is of a later
/// Macadam
void requireReplaceable(const std::filesystem::path& file) {
  try {
    loadQueue(file);
  } catch (const NewerFormat&) {
    throw;
  } catch (const Error&) {
  }
}

}  // namespace

void saveQueue(const std::deque<TrainingTask>& queue, const std::filesystem::path& file) {
  requireReplaceable(file);
  if (queue.empty()) {
    QFile::remove(text(file));
    return;
  }
  QJsonArray entries;
  for (const TrainingTask& task : queue) {
    entries.append(std::visit([](const auto& known) { return toJson(known); }, task));
  }
  QJsonDocument document(entries);
  if (kQueueFormat.version() > 1) {
    document.setObject({{kFormatKey, static_cast<qint64>(kQueueFormat.version())}, {kQueueEntries, entries}});
  }
  writeTextAtomically(file, document.toJson().toStdString());
}

std::deque<TrainingTask> loadQueue(const std::filesystem::path& file) {
  QFile stored(text(file));
  if (!stored.exists()) return {};
  const Reader reader(file.string());
  if (!stored.open(QIODevice::ReadOnly)) reader.fail();
  const QJsonDocument document = QJsonDocument::fromJson(stored.readAll());
  std::deque<TrainingTask> queue;
  for (const QJsonValue& entry : reader.entries(document)) queue.push_back(reader.task(entry.toObject()));
  return queue;
}

}  // namespace macadam
