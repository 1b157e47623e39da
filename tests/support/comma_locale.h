#pragma once

#include "support/temporary_folder.h"

#include <QLocale>
#include <QProcess>
#include <clocale>
#include <string>

namespace macadam {

/// The numbers of a language that writes 0,25, in the C library and in Qt, as long as it lives. A machine that lacks
/// the language makes it in a folder of the test's, where it can.
class CommaLocale {
 public:
  CommaLocale() {
    isThere_ = take();
    if (!isThere_) {
      make();
      isThere_ = take();
    }
    if (isThere_) QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
  }
  ~CommaLocale() {
    std::setlocale(LC_NUMERIC, "C");
    QLocale::setDefault(before_);
    qunsetenv("LOCPATH");
  }
  CommaLocale(const CommaLocale&) = delete;
  CommaLocale& operator=(const CommaLocale&) = delete;

  bool isThere() const { return isThere_; }

 private:
  static bool take() {
    return std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr && std::localeconv()->decimal_point == std::string(",");
  }
  void make() const {
    const QString to = QString::fromStdString((folder_ / "de_DE.UTF-8").string());
    QProcess::execute("localedef", {"-i", "de_DE", "-f", "UTF-8", to});
    qputenv("LOCPATH", QByteArray::fromStdString(folder_.path().string()));
  }

  TemporaryFolder folder_;
  const QLocale before_;
  bool isThere_ = false;
};

}  // namespace macadam
