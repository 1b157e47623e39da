#include "ui/train/monitor/system_load.h"

#include <QFile>
#include <QList>
#include <QLocale>
#include <QStandardPaths>
#include <QStringList>

namespace macadam {
namespace {

constexpr int kSampleMilliseconds = 1000;
constexpr int kSamplesPerGpuQuestion = 3;
constexpr double kKibibytesPerGibibyte = 1024.0 * 1024.0;

QByteArray contents(const char* file) {
  QFile stream(QString::fromLatin1(file));
  return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

}  // namespace

ProcessorTicks processorTicks(const QByteArray& systemStat, const QByteArray& processStat) {
  ProcessorTicks ticks;
  const QList<QByteArray> cpu = systemStat.left(systemStat.indexOf('\n')).simplified().split(' ');
  constexpr int kIdle = 4;
  constexpr int kWaiting = 5;
  constexpr int kGuest = 9;  // counted in the earlier columns already
  for (int i = 1; i < cpu.size() && i < kGuest; ++i) {
    const std::uint64_t value = cpu[i].toULongLong();
    ticks.total += value;
    if (i != kIdle && i != kWaiting) ticks.busy += value;
  }
  // The program's name, in parentheses, may hold blanks: user and system time are the 12th and 13th field after it.
  const QList<QByteArray> own = processStat.mid(processStat.lastIndexOf(')') + 1).simplified().split(' ');
  if (own.size() > 12) ticks.own = own[11].toULongLong() + own[12].toULongLong();
  return ticks;
}

double gibibytesOf(const QByteArray& text, const QByteArray& key) {
  const qsizetype start = text.indexOf(key + ':');
  if (start < 0) return 0.0;
  const qsizetype value = start + key.size() + 1;
  const QByteArray line = text.mid(value, text.indexOf('\n', value) - value).simplified();
  return line.split(' ').first().toDouble() / kKibibytesPerGibibyte;
}

QString gpuText(const QByteArray& answer) {
  const QList<QByteArray> parts = answer.left(answer.indexOf('\n')).split(',');
  if (parts.size() != 3) return {};
  bool isLoad = false;
  const int load = parts[0].trimmed().toInt(&isLoad);
  if (!isLoad) return {};
  constexpr double kMebibytesPerGibibyte = 1024.0;
  return SystemLoad::tr("GPU %1 %, %L2 of %L3 GB")
      .arg(load)
      .arg(parts[1].trimmed().toDouble() / kMebibytesPerGibibyte, 0, 'f', 1)
      .arg(parts[2].trimmed().toDouble() / kMebibytesPerGibibyte, 0, 'f', 1);
}

SystemLoad::SystemLoad(QObject* parent) : QObject(parent), gpuProgram_(QStandardPaths::findExecutable("nvidia-smi")) {
  timer_.setInterval(kSampleMilliseconds);
  connect(&timer_, &QTimer::timeout, this, &SystemLoad::sample);
  connect(&gpu_, &QProcess::finished, this,
          [this](int code) { gpuText_ = code == 0 ? gpuText(gpu_.readAllStandardOutput()) : QString(); });
}

void SystemLoad::start() {
  if (timer_.isActive()) return;
  last_ = processorTicks(contents("/proc/stat"), contents("/proc/self/stat"));
  samples_ = 0;
  askGpu();
  timer_.start();
}

void SystemLoad::stop() {
  timer_.stop();
}

void SystemLoad::sample() {
  const ProcessorTicks now = processorTicks(contents("/proc/stat"), contents("/proc/self/stat"));
  const auto total = static_cast<double>(now.total - last_.total);
  if (total <= 0.0) return;
  const double busy = 100.0 * static_cast<double>(now.busy - last_.busy) / total;
  const double own = 100.0 * static_cast<double>(now.own - last_.own) / total;
  last_ = now;
  const QByteArray memory = contents("/proc/meminfo");
  const double all = gibibytesOf(memory, "MemTotal");
  QStringList parts{tr("CPU %1 % (Macadam %2 %)").arg(busy, 0, 'f', 0).arg(own, 0, 'f', 0),
                    tr("memory %L1 of %L2 GB (Macadam %L3)")
                        .arg(all - gibibytesOf(memory, "MemAvailable"), 0, 'f', 1)
                        .arg(all, 0, 'f', 1)
                        .arg(gibibytesOf(contents("/proc/self/status"), "VmRSS"), 0, 'f', 1)};
  if (++samples_ % kSamplesPerGpuQuestion == 0) askGpu();
  if (!gpuText_.isEmpty()) parts.append(gpuText_);
  Q_EMIT changed(parts.join(QStringLiteral("  ·  ")));
}

void SystemLoad::askGpu() {
  if (gpuProgram_.isEmpty() || gpu_.state() != QProcess::NotRunning) return;
  gpu_.start(gpuProgram_, {"--query-gpu=utilization.gpu,memory.used,memory.total", "--format=csv,noheader,nounits"});
}

}  // namespace macadam
