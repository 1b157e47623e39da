"""What check.sh has to know of the Python's PyTorch and of the machine, as one JSON object."""
import json
import os
import re
import subprocess
import sys

import torch


def driver():
    """The NVIDIA driver's version, from its own program or, where that is not on the path, from the kernel."""
    command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout.split("\n")[0].strip()
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        with open("/proc/driver/nvidia/version", encoding="utf-8") as file:
            return re.search(r"\d+\.\d+(\.\d+)?", file.read())[0]
    except (OSError, TypeError):
        return ""


def main():
    gpu = torch.cuda.is_available()
    properties = torch.cuda.get_device_properties(0) if gpu else None
    print(json.dumps({
        "python": sys.version.split()[0],
        "torch": torch.__version__,
        "torch_root": os.path.dirname(os.path.abspath(torch.__file__)),
        "cxx11_abi": int(torch._C._GLIBCXX_USE_CXX11_ABI),
        "cuda": torch.version.cuda or "",
        "cudnn": str(torch.backends.cudnn.version() or ""),
        "gpu": properties.name if gpu else "",
        "gpu_memory_mib": properties.total_memory >> 20 if gpu else 0,
        "capability": "%d.%d" % torch.cuda.get_device_capability(0) if gpu else "",
        "driver": driver(),
        "cores": os.cpu_count(),
    }))


if __name__ == "__main__":
    main()
