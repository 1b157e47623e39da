"""What report.py makes of a check's files, worked out by hand."""
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import report

TESTS = """[ RUN      ] OfTheProject/DeviceNetworks.Answer/segnet
[ MEASURED ] DeviceNetworks.Answer/segnet: logits 1.00e-06, at most 1.00e-03
[       OK ] OfTheProject/DeviceNetworks.Answer/segnet (12 ms)
[ RUN      ] OfTheProject/DeviceMethods.Step/cct
[  FAILED  ] OfTheProject/DeviceMethods.Step/cct, where GetParam() = 8-byte object <01-02> (3 ms)
[ RUN      ] DeviceMemory.IsLeft
[  SKIPPED ] DeviceMemory.IsLeft (0 ms)
[  FAILED  ] OfTheProject/DeviceMethods.Step/cct, where GetParam() = 8-byte object <01-02>
[ RUN      ] DeviceMemory.Crashes
"""
TIMES = """{"program": "macadam", "method": "sslkd", "size": 512, "batch": 5, "seconds_median": 0.02, "peak_device_memory_mib": 900}
{"program": "eager", "method": "sslkd", "size": 512, "batch": 5, "seconds_median": 0.025, "peak_device_memory_mib": 1000}
{"program": "compiled", "method": "sslkd", "size": 512, "batch": 5, "failed": "no triton"}
{"program": "macadam", "method": "cms", "size": 512, "batch": 5, "secon
"""
MACHINE = """{"torch": "2.11.0+cu130", "gpu": "A Card", "gpu_memory_mib": 8000, "driver": "580.1", "cuda": "13.0", "cudnn": "91900"}"""


class Report(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, text):
        with open(os.path.join(self.folder.name, name), "w", encoding="utf-8") as file:
            file.write(text)

    def test_counts_each_test_once_by_its_end(self):
        self.assertEqual(report.test_results(TESTS.splitlines()),
                         {"OK": ["OfTheProject/DeviceNetworks.Answer/segnet"], "FAILED": ["OfTheProject/DeviceMethods.Step/cct"],
                          "SKIPPED": ["DeviceMemory.IsLeft"], "UNFINISHED": ["DeviceMemory.Crashes"]})

    def test_shows_times_ratios_and_failures(self):
        self.write("machine.json", MACHINE)
        self.write("times.jsonl", TIMES)
        self.write("tests.log", TESTS)
        self.write("parts.txt", "eager: done in 3 s\n")
        text, markdown = report.report(self.folder.name, "cuda")
        self.assertIn("| sslkd | 5 + 5 of 512² | 20.0 | 25.0 | – | 0.80 | – | 900 | 1000 | – |", markdown)
        self.assertIn("A Card (8000 MiB), driver 580.1, CUDA 13.0, cuDNN 91900, PyTorch 2.11.0+cu130", text)
        self.assertIn("compiled, sslkd 512²: no triton", text)
        self.assertIn("tests: 1 passed, 1 failed, 1 skipped, 1 not finished", text)
        self.assertIn("eager: done in 3 s", text)
        self.assertNotIn("cms", text)

    def test_says_something_of_an_empty_folder_too(self):
        text, _ = report.report(self.folder.name, "cuda")
        self.assertIn("tests: none ran", text)


if __name__ == "__main__":
    unittest.main()
