#include "base/number_text.h"
#include "eval/comparison.h"

#include <utility>
#include <vector>

namespace macadam {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string markdownEscaped(const std::string& text) {
  return replaced(text, "|", "\\|");
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return '"' + replaced(text, "\"", "\"\"") + '"';
}

std::string csvNumber(const std::optional<double>& value) {
  return value ? shortestText(*value) : "";
}

std::string latexEscaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\textbackslash{}";
        break;
      case '~':
        result += "\\textasciitilde{}";
        break;
      case '^':
        result += "\\textasciicircum{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        result += '\\';
        [[fallthrough]];
      default:
        result += c;
    }
  }
  return replaced(replaced(replaced(result, "–", "--"), "±", "$\\pm$"), "×", "$\\times$");
}

bool isLetter(char c) {
  return c >= 'a' && c <= 'z';
}

/// A mean with its spread in small behind it, which takes less room than a table's own size.
std::string latexCell(const std::optional<Statistic>& cell) {
  const std::string text = latexEscaped(cellText(cell));
  const std::size_t spread = text.find(" $\\pm$ ");
  if (spread == std::string::npos) return text;
  return text.substr(0, spread) + "{\\tiny\\,$\\pm$\\," + text.substr(spread + 7) + "}";
}

constexpr const char* kNextTable = "\n\\medskip\\noindent\n";

/// A name that may be broken within its words, for its column is narrow.
std::string latexName(const std::string& name) {
  const std::string text = replaced(latexEscaped(name), "\\_", "\\_\\allowbreak{}");
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    const bool isBetweenWords = text[i] == '.' && i > 0 && isLetter(text[i - 1]) && isLetter(text[i + 1]);
    if (isBetweenWords) result += "\\allowbreak{}";
  }
  return result;
}

/// Method, network and `columns` numbers, together no wider than the text of an article.
std::string latexTable(std::size_t columns, const std::string& titles, const std::string& body) {
  const std::string names = ">{\\raggedright\\arraybackslash}p{1.45cm}>{\\raggedright\\arraybackslash}p{1.75cm}";
  return "\\begin{tabular}{@{}" + names + std::string(columns, 'r') + "@{}}\n\\toprule\nMethod & Network" + titles +
         " \\\\\n\\midrule\n" + body + "\\bottomrule\n\\end{tabular}\n";
}

/// The places of those metrics from `first` up to `end` that are shown.
std::vector<std::size_t> shownMetrics(const TableColumns& columns, std::size_t first = 0,
                                      std::size_t end = kMeasures.size()) {
  std::vector<std::size_t> shown;
  for (std::size_t i = first; i < end; ++i) {
    if (columns.metrics[i]) shown.push_back(i);
  }
  return shown;
}

/// Those of size and cost that are shown, as title and text.
std::vector<std::pair<std::string, std::string>> costs(const ComparisonRow& row, const TableColumns& columns) {
  std::vector<std::pair<std::string, std::string>> shown;
  if (columns.parameters) shown.emplace_back("Parameters", parametersText(row));
  if (columns.multiplyAdds) shown.emplace_back("GMAC", multiplyAddsText(row));
  if (columns.runs) shown.emplace_back("Runs", std::to_string(row.runs));
  return shown;
}

/// A table of some metrics; empty where there is none to show.
std::string latexMetrics(const Comparison& comparison, const std::vector<std::size_t>& metrics) {
  if (metrics.empty()) return {};
  std::string titles, body;
  for (const std::size_t metric : metrics) titles += " & " + std::string(kMeasures[metric].title);
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    body += latexName(row.method) + " & " + latexName(row.network);
    for (const std::size_t metric : metrics) {
      const std::string cell = latexCell(row.cells[metric]);
      body += " & " + (comparison.isBest(i, metric) ? "\\textbf{" + cell + "}" : cell);
    }
    body += " \\\\\n";
  }
  return latexTable(metrics.size(), titles, body);
}

std::string latexCosts(const Comparison& comparison, const TableColumns& columns) {
  std::string titles, body;
  for (const auto& [title, text] : costs({}, columns)) titles += " & " + title;
  if (titles.empty()) return {};
  for (const ComparisonRow& row : comparison.rows) {
    body += latexName(row.method) + " & " + latexName(row.network);
    for (const auto& [title, text] : costs(row, columns)) body += " & " + latexEscaped(text);
    body += " \\\\\n";
  }
  return latexTable(costs({}, columns).size(), titles, body);
}

}  // namespace

std::string toMarkdown(const Comparison& comparison, const TableColumns& columns) {
  const std::vector<std::size_t> metrics = shownMetrics(columns);
  std::string text = "| Method | Network |";
  std::string rule = "|---|---|";
  for (const auto& [title, value] : costs({}, columns)) {
    text += ' ' + title + " |";
    rule += "---:|";
  }
  for (const std::size_t metric : metrics) {
    text += ' ' + std::string(kMeasures[metric].title) + " |";
    rule += "---:|";
  }
  text += '\n' + rule + '\n';
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    text += "| " + markdownEscaped(row.method) + " | " + markdownEscaped(row.network) + " |";
    for (const auto& [title, value] : costs(row, columns)) text += ' ' + value + " |";
    for (const std::size_t metric : metrics) {
      const std::string cell = cellText(row.cells[metric]);
      text += ' ' + (comparison.isBest(i, metric) ? "**" + cell + "**" : cell) + " |";
    }
    text += '\n';
  }
  return text;
}

std::string toCsv(const Comparison& comparison, const TableColumns& columns) {
  const std::vector<std::size_t> metrics = shownMetrics(columns);
  std::string text = "method,network";
  if (columns.parameters) text += ",parameters";
  if (columns.multiplyAdds) text += ",gmac";
  if (columns.runs) text += ",runs";
  for (const std::size_t metric : metrics) {
    const std::string key = kMeasures[metric].key;
    text += ',' + key + "_mean," + key + "_sd," + key + "_n";
  }
  text += '\n';
  for (const ComparisonRow& row : comparison.rows) {
    text += csvField(row.method) + ',' + csvField(row.network);
    if (columns.parameters) text += ',' + (row.parameters ? std::to_string(*row.parameters) : "");
    if (columns.multiplyAdds) text += ',' + csvNumber(row.gigaMultiplyAdds);
    if (columns.runs) text += ',' + std::to_string(row.runs);
    for (const std::size_t metric : metrics) {
      const std::optional<Statistic>& cell = row.cells[metric];
      text +=
          cell ? ',' + shortestText(cell->mean) + ',' + csvNumber(cell->deviation) + ',' + std::to_string(cell->count)
               : std::string(",,,0");
    }
    text += '\n';
  }
  return text;
}

std::string toLatex(const Comparison& comparison, const TableColumns& columns) {
  std::string tables;
  for (const std::string& table :
       {latexMetrics(comparison, shownMetrics(columns, 0, kRoadMeasures)),
        latexMetrics(comparison, shownMetrics(columns, kRoadMeasures)), latexCosts(comparison, columns)}) {
    if (!table.empty()) tables += (tables.empty() ? "" : kNextTable) + table;
  }
  return "% needs \\usepackage{booktabs,array}; the road class, the means over both classes, size and cost\n"
         "{\\scriptsize\\setlength{\\tabcolsep}{2pt}\\noindent\n" +
         tables + "}\n";
}

}  // namespace macadam
