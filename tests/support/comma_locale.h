#pragma once

#include "support/temporary_folder.h"

#include <clocale>
#include <cstdlib>
#include <fstream>
#include <locale>
#include <stdlib.h>
#include <string>

namespace macadam {

/// For as long as it lives, numbers of the C++ streams, and where the machine can make such a locale also those of the
/// C library, have a comma before their decimals and points between thousands, as in German.
class CommaLocale {
 public:
  CommaLocale() {
    cppBefore_ = std::locale::global(std::locale(std::locale::classic(), new Punctuation));
    writeSource();
    const std::string command = "localedef -c -i '" + (folder_ / "source").string() + "' -f UTF-8 '" +
                                (folder_ / "comma.UTF-8").string() + "' >/dev/null 2>&1";
    [[maybe_unused]] const int made = std::system(command.c_str());
    ::setenv("LOCPATH", folder_.path().c_str(), 1);
    hasC_ = std::setlocale(LC_NUMERIC, "comma.UTF-8") != nullptr;
    ::unsetenv("LOCPATH");
  }
  ~CommaLocale() {
    std::setlocale(LC_NUMERIC, "C");
    std::locale::global(cppBefore_);
  }
  CommaLocale(const CommaLocale&) = delete;
  CommaLocale& operator=(const CommaLocale&) = delete;

  /// Whether the C library (strtod, printf) has the comma too.
  bool isInCLibrary() const { return hasC_; }

 private:
  struct Punctuation : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };

  /// Of a whole language, only its order of letters takes seconds to make.
  void writeSource() const {
    std::ofstream source(folder_ / "source");
    source << "comment_char %\nescape_char /\n";
    for (const char* category : {"LC_CTYPE", "LC_COLLATE", "LC_MONETARY", "LC_TIME", "LC_MESSAGES"}) {
      source << category << "\ncopy \"POSIX\"\nEND " << category << '\n';
    }
    source << "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\nEND LC_NUMERIC\n";
  }

  TemporaryFolder folder_;
  std::locale cppBefore_;
  bool hasC_ = false;
};

}  // namespace macadam
