#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>
#include <cstdint>

namespace macadam {

/// Counters of processor time, in ticks since the system started.
struct ProcessorTicks {
  std::uint64_t busy = 0, total = 0, own = 0;
};

/// What /proc says; `systemStat` and `processStat` are the texts of /proc/stat and /proc/self/stat.
ProcessorTicks processorTicks(const QByteArray& systemStat, const QByteArray& processStat);
/// Of a line such as `MemTotal:  123 kB`; 0 where there is none.
double gibibytesOf(const QByteArray& text, const QByteArray& key);
/// Of `37, 1024, 81559`, in per cent and MiB; empty where it is something else.
QString gpuText(const QByteArray& answer);

/// Tells once a second how busy the machine is, while it is started.
class SystemLoad : public QObject {
  Q_OBJECT

 public:
  explicit SystemLoad(QObject* parent = nullptr);

  void start();
  void stop();

 Q_SIGNALS:
  void changed(const QString& text);

 private:
  void sample();
  void askGpu();

  QTimer timer_;
  QProcess gpu_;
  QString gpuProgram_;
  QString gpuText_;
  ProcessorTicks last_;
  int samples_ = 0;
};

}  // namespace macadam
