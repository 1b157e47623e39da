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
  return replaced(replaced(result, "–", "--"), "±", "$\\pm$");
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
  std::string text = "% needs \\usepackage{booktabs}\n\\begin{tabular}{llrrr";
  text += std::string(kMetricColumns.size(), 'r') + "}\n\\toprule\nMethod & Network & Parameters & GMAC & Runs";
  for (const MetricColumn& column : kMetricColumns) text += " & " + std::string(column.title);
  text += " \\\\\n\\midrule\n";
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    text += latexEscaped(row.method) + " & " + latexEscaped(row.network) + " & " + latexEscaped(parametersText(row)) +
            " & " + latexEscaped(multiplyAddsText(row)) + " & " + std::to_string(row.runs);
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const std::string cell = latexEscaped(cellText(row.cells[column]));
      text += " & " + (comparison.isBest(i, column) ? "\\textbf{" + cell + "}" : cell);
    }
    text += " \\\\\n";
  }
  return text + "\\bottomrule\n\\end{tabular}\n";
}

}  // namespace macadam
