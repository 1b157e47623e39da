#include "base/number_text.h"
#include "eval/comparison.h"

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

/// The cells of some columns of a row, each with an ampersand before it.
std::string latexCells(const Comparison& comparison, std::size_t row, std::size_t first, std::size_t end) {
  std::string text;
  for (std::size_t column = first; column < end; ++column) {
    const std::string cell = latexCell(comparison.rows[row].cells[column]);
    text += " & " + (comparison.isBest(row, column) ? "\\textbf{" + cell + "}" : cell);
  }
  return text;
}

std::string latexTitles(std::size_t first, std::size_t end) {
  std::string text;
  for (std::size_t column = first; column < end; ++column) text += " & " + std::string(kMetricColumns[column].title);
  return text;
}

}  // namespace

std::string toMarkdown(const Comparison& comparison) {
  std::string text = "| Method | Network | Parameters | GMAC | Runs |";
  std::string rule = "|---|---|---:|---:|---:|";
  for (const MetricColumn& column : kMetricColumns) {
    text += ' ' + std::string(column.title) + " |";
    rule += "---:|";
  }
  text += '\n' + rule + '\n';
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    text += "| " + markdownEscaped(row.method) + " | " + markdownEscaped(row.network) + " | " + parametersText(row) +
            " | " + multiplyAddsText(row) + " | " + std::to_string(row.runs) + " |";
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const std::string cell = cellText(row.cells[column]);
      text += ' ' + (comparison.isBest(i, column) ? "**" + cell + "**" : cell) + " |";
    }
    text += '\n';
  }
  return text;
}

std::string toCsv(const Comparison& comparison) {
  std::string text = "method,network,parameters,gmac,runs";
  for (const MetricColumn& column : kMetricColumns) {
    text += ',' + std::string(column.key) + "_mean," + column.key + "_sd," + column.key + "_n";
  }
  text += '\n';
  for (const ComparisonRow& row : comparison.rows) {
    text += csvField(row.method) + ',' + csvField(row.network) + ',';
    text += (row.parameters ? std::to_string(*row.parameters) : "") + ',';
    text += csvNumber(row.gigaMultiplyAdds) + ',' + std::to_string(row.runs);
    for (const std::optional<Statistic>& cell : row.cells) {
      text +=
          cell ? ',' + shortestText(cell->mean) + ',' + csvNumber(cell->deviation) + ',' + std::to_string(cell->count)
               : std::string(",,,0");
    }
    text += '\n';
  }
  return text;
}

std::string toLatex(const Comparison& comparison) {
  constexpr std::size_t kAll = kMetricColumns.size();
  std::string road, both, cost;
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const std::string names = latexName(row.method) + " & " + latexName(row.network);
    road += names + latexCells(comparison, i, 0, kRoadColumns) + " \\\\\n";
    both += names + latexCells(comparison, i, kRoadColumns, kAll) + " \\\\\n";
    cost += names + " & " + latexEscaped(parametersText(row)) + " & " + latexEscaped(multiplyAddsText(row)) + " & " +
            std::to_string(row.runs) + " \\\\\n";
  }
  return "% needs \\usepackage{booktabs,array}; the road class, the means over both classes, size and cost\n"
         "{\\scriptsize\\setlength{\\tabcolsep}{2pt}\\noindent\n" +
         latexTable(kRoadColumns, latexTitles(0, kRoadColumns), road) + kNextTable +
         latexTable(kAll - kRoadColumns, latexTitles(kRoadColumns, kAll), both) + kNextTable +
         latexTable(3, " & Parameters & GMAC & Runs", cost) + "}\n";
}

}  // namespace macadam
