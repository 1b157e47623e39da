#include "eval/comparison.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

constexpr std::size_t kIouColumn = 3;

ComparisonEntry entry(const std::string& method, double iou) {
  ComparisonEntry result{.method = method, .network = "student", .parameters = 39'756'962, .gigaMultiplyAdds = 59.5};
  result.metrics.iou = iou;
  return result;
}

/// IoU 0.5 and 0.7 for SSLKD (mean 0.6, deviation 0.1414…), 0.55 for one supervised run.
Comparison twoMethods() {
  return compare({entry("SSLKD", 0.5), entry("supervised", 0.55), entry("SSLKD", 0.7)});
}

std::string line(const std::string& text, int index) {
  std::size_t start = 0;
  for (; index > 0; --index) start = text.find('\n', start) + 1;
  return text.substr(start, text.find('\n', start) - start);
}

}  // namespace

TEST(Comparison, GivesMeanAndSampleDeviationOverTheSeeds) {
  const Comparison comparison = twoMethods();
  ASSERT_EQ(comparison.rows.size(), 2u);
  EXPECT_EQ(comparison.rows[0].method, "SSLKD");
  EXPECT_EQ(comparison.rows[0].runs, 2);
  const Statistic& iou = *comparison.rows[0].cells[kIouColumn];
  EXPECT_DOUBLE_EQ(iou.mean, 0.6);
  EXPECT_NEAR(*iou.deviation, 0.141421356, 1e-9);
  EXPECT_EQ(iou.count, 2);
  EXPECT_FALSE(comparison.rows[1].cells[kIouColumn]->deviation);
}

TEST(Comparison, LeavesAMeasureThatNoRunHasEmpty) {
  EXPECT_FALSE(twoMethods().rows[0].cells[0]);
  EXPECT_EQ(cellText(std::nullopt), "–");
}

TEST(Comparison, KeepsNetworksOfDifferentSizeApart) {
  ComparisonEntry narrow = entry("SSLKD", 0.5);
  narrow.parameters = 1000;
  EXPECT_EQ(compare({entry("SSLKD", 0.5), narrow}).rows.size(), 2u);
}

TEST(Comparison, KeepsRunsUnderOtherConditionsApartAndSaysWhatTellsThemApart) {
  ComparisonEntry slow = entry("SSLKD", 0.5), fast = entry("SSLKD", 0.7), alone = entry("CPS", 0.4);
  slow.conditions = {{"data", "ab12", "world ab12"}, {"schedule.power", "0.9", "0.9"}, {"rate", "0.01", "0.01"}};
  fast.conditions = {{"data", "cd34", "world cd34"}, {"schedule.power", "0.9", "0.9"}, {"rate", "0.02", "0.02"}};
  alone.conditions = {{"data", "ef56", "roads ef56"}, {"rate", "0.03", "0.03"}};
  ComparisonEntry seed = slow;
  seed.metrics.iou = 0.6;
  const Comparison comparison = compare({slow, fast, alone, seed});
  ASSERT_EQ(comparison.rows.size(), 3u);
  EXPECT_EQ(comparison.rows[0].method, "SSLKD (data world ab12, rate 0.01)");
  EXPECT_EQ(comparison.rows[0].runs, 2);
  EXPECT_DOUBLE_EQ(comparison.rows[0].cells[kIouColumn]->mean, 0.55);
  EXPECT_EQ(comparison.rows[1].method, "SSLKD (data world cd34, rate 0.02)");
  EXPECT_EQ(comparison.rows[2].method, "CPS");
}

TEST(Comparison, MarksEveryPrintedTieAsBestAndNothingThatStandsAlone) {
  const Comparison tie = compare({entry("a", 0.600001), entry("b", 0.600002), entry("c", 0.5999)});
  EXPECT_TRUE(tie.isBest(0, kIouColumn));
  EXPECT_TRUE(tie.isBest(1, kIouColumn));
  EXPECT_FALSE(tie.isBest(2, kIouColumn));
  EXPECT_FALSE(compare({entry("a", 0.6)}).isBest(0, kIouColumn));
}

TEST(Comparison, WritesMarkdownWithTheBestInBold) {
  const std::string text = toMarkdown(twoMethods());
  EXPECT_EQ(line(text, 0),
            "| Method | Network | Parameters | GMAC | Runs | OA | Precision | Recall | IoU | F1 | mPrecision | "
            "mRecall | mIoU | mF1 |");
  EXPECT_EQ(line(text, 1), "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
  EXPECT_EQ(line(text, 2),
            "| SSLKD | student | 39.76 M | 59.5 | 2 | – | – | – | **60.00 ± 14.14** | – | – | – | – | – |");
  EXPECT_EQ(line(text, 3), "| supervised | student | 39.76 M | 59.5 | 1 | – | – | – | 55.00 | – | – | – | – | – |");
}

TEST(Comparison, WritesCsvInFullPrecisionWithQuotedFields) {
  const std::string text = toCsv(compare({entry("a, \"b\"", 0.1234567890123)}));
  EXPECT_EQ(
      line(text, 0),
      "method,network,parameters,gmac,runs,oa_mean,oa_sd,oa_n,precision_mean,precision_sd,precision_n,recall_mean,"
      "recall_sd,recall_n,iou_mean,iou_sd,iou_n,f1_mean,f1_sd,f1_n,mean_precision_mean,mean_precision_sd,"
      "mean_precision_n,mean_recall_mean,mean_recall_sd,mean_recall_n,mean_iou_mean,mean_iou_sd,mean_iou_n,"
      "mean_f1_mean,mean_f1_sd,mean_f1_n");
  EXPECT_EQ(line(text, 1),
            "\"a, \"\"b\"\"\",student,39756962,59.5,1,,,0,,,0,,,0,0.1234567890123,,1,,,0,,,0,,,0,,,0,,,0");
}

TEST(Comparison, WritesTheColumnsThatAreChosenAndNoOthers) {
  TableColumns columns{.parameters = false, .multiplyAdds = false};
  columns.metrics.fill(false);
  columns.metrics[kIouColumn] = true;
  const Comparison comparison = twoMethods();
  EXPECT_EQ(line(toMarkdown(comparison, columns), 0), "| Method | Network | Runs | IoU |");
  EXPECT_EQ(line(toMarkdown(comparison, columns), 2), "| SSLKD | student | 2 | **60.00 ± 14.14** |");
  EXPECT_EQ(line(toCsv(comparison, columns), 0), "method,network,runs,iou_mean,iou_sd,iou_n");
  EXPECT_EQ(line(toCsv(comparison, columns), 2), "supervised,student,1,0.55,,1");
  const std::string latex = toLatex(comparison, columns);
  EXPECT_NE(latex.find("Method & Network & IoU \\\\"), std::string::npos) << latex;
  EXPECT_NE(latex.find("Method & Network & Runs \\\\"), std::string::npos) << latex;
  EXPECT_EQ(latex.find("mIoU"), std::string::npos);
  columns.runs = false;
  EXPECT_EQ(toLatex(comparison, columns).find("Runs"), std::string::npos);
}

TEST(Comparison, WritesLatexForBooktabsWithEscapedNames) {
  ComparisonEntry odd = entry("R&D_50% (a.b 0.5)", 0.5);
  odd.network = "student, ResNet-18 ×0.25";
  odd.parameters.reset();
  odd.gigaMultiplyAdds.reset();
  const std::string names = ">{\\raggedright\\arraybackslash}p{1.45cm}>{\\raggedright\\arraybackslash}p{1.75cm}";
  EXPECT_EQ(
      toLatex(compare({odd, entry("SSLKD", 0.6), entry("SSLKD", 0.7)})),
      "% needs \\usepackage{booktabs,array}; the road class, the means over both classes, size and cost\n"
      "{\\scriptsize\\setlength{\\tabcolsep}{2pt}\\noindent\n"
      "\\begin{tabular}{@{}" +
          names +
          "rrrrr@{}}\n"
          "\\toprule\n"
          "Method & Network & OA & Precision & Recall & IoU & F1 \\\\\n"
          "\\midrule\n"
          "R\\&D\\_\\allowbreak{}50\\% (a.\\allowbreak{}b 0.5) & student, ResNet-18 $\\times$0.25 & -- & -- & -- & "
          "50.00 & -- \\\\\n"
          "SSLKD & student & -- & -- & -- & \\textbf{65.00{\\tiny\\,$\\pm$\\,7.07}} & -- \\\\\n"
          "\\bottomrule\n"
          "\\end{tabular}\n"
          "\n\\medskip\\noindent\n"
          "\\begin{tabular}{@{}" +
          names +
          "rrrr@{}}\n"
          "\\toprule\n"
          "Method & Network & mPrecision & mRecall & mIoU & mF1 \\\\\n"
          "\\midrule\n"
          "R\\&D\\_\\allowbreak{}50\\% (a.\\allowbreak{}b 0.5) & student, ResNet-18 $\\times$0.25 & -- & -- & -- & -- "
          "\\\\\n"
          "SSLKD & student & -- & -- & -- & -- \\\\\n"
          "\\bottomrule\n"
          "\\end{tabular}\n"
          "\n\\medskip\\noindent\n"
          "\\begin{tabular}{@{}" +
          names +
          "rrr@{}}\n"
          "\\toprule\n"
          "Method & Network & Parameters & GMAC & Runs \\\\\n"
          "\\midrule\n"
          "R\\&D\\_\\allowbreak{}50\\% (a.\\allowbreak{}b 0.5) & student, ResNet-18 $\\times$0.25 & -- & -- & 1 \\\\\n"
          "SSLKD & student & 39.76 M & 59.5 & 2 \\\\\n"
          "\\bottomrule\n"
          "\\end{tabular}\n"
          "}\n");
}

}  // namespace macadam
