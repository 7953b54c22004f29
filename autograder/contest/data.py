"""Images to train on: MNIST's 10,000-image file where it is found, scikit-learn's real digits where it is not."""

from __future__ import annotations

import gzip
import hashlib
import os
import struct
import urllib.request
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch

from autograder.errors import OperatorError

#: The two files of MNIST that the contest uses, and the SHA-256 of each as it is published, compressed.
FILES = {
    "t10k-images-idx3-ubyte": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/"
_TRAIN_IMAGES = 7000
_TRAIN_DIGITS = 1297
_PIXELS = 28 * 28
#: Which images are for training is the same for everyone: a fixed shuffle.
_SPLIT_SEED = 20150207


@dataclass(frozen=True, eq=False)
class ImageData:
    """Images as rows of standardised pixels, float32 (n, pixels), and their labels, int64 (n,)."""

    name: str
    train_x: torch.Tensor
    train_y: torch.Tensor
    test_x: torch.Tensor
    test_y: torch.Tensor
    epochs: int

    def __str__(self) -> str:
        return f"{self.name} ({len(self.train_y)} images to train on, {len(self.test_y)} to test)"


def find_data(choice: str = "auto", *, download: bool = False) -> ImageData:
    """The data called ``choice``: ``mnist``, ``digits``, or ``auto``, which is MNIST where it lies on this machine.

    ``download`` allows to fetch MNIST where it does not. Raises OperatorError that names what is missing or damaged,
    and the remedy.
    """
    if choice == "digits":
        return load_digits()
    folder = mnist_folder()
    if folder is not None:
        return load_mnist(folder)
    if choice == "auto":
        return load_digits()
    if download:
        return load_mnist(_downloaded())
    raise OperatorError(
        f"MNIST is not here: neither `$MNIST_DIR` nor `{cache_folder()}` holds its files. Put "
        f"{' and '.join(f'`{name}.gz`' for name in FILES)} into one of them, or use `--data digits`."
    )


def cache_folder() -> Path:
    """Where a downloaded MNIST is kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "rectify" / "mnist"


def mnist_folder() -> Path | None:
    """The folder with MNIST's files: ``$MNIST_DIR``, whatever is in it, or else the cache if it holds some."""
    named = os.environ.get("MNIST_DIR")
    if named:
        return Path(named)
    return cache_folder() if any(cache_folder().glob("t10k-*")) else None


@cache
def load_mnist(folder: Path) -> ImageData:
    """MNIST's 10,000-image file from ``folder``, 7,000 of it to train on and 3,000 to test.

    Raises OperatorError that names a file which is missing or damaged.
    """
    names = list(FILES)
    images = _read_idx(folder, names[0], 3)
    labels = _read_idx(folder, names[1], 1)
    if len(images) != len(labels) or images.shape[1:] != (28, 28) or len(labels) <= _TRAIN_IMAGES or labels.max() > 9:
        raise OperatorError(
            f"The files in `{folder}` are not MNIST's: {len(images)} images of {images.shape[1:]} and {len(labels)} "
            "labels. Put the original 10,000-image files there."
        )
    pixels = torch.from_numpy(images.reshape(-1, _PIXELS).astype(np.float32) / 255)
    return _split("MNIST", (pixels - 0.1307) / 0.3081, torch.from_numpy(labels.astype(np.int64)), _TRAIN_IMAGES, 3)


@cache
def load_digits() -> ImageData:
    """scikit-learn's 1,797 real digits of 8 by 8 pixels. Raises OperatorError where scikit-learn is not installed."""
    try:
        from sklearn.datasets import load_digits as bundled
    except ImportError as problem:
        raise OperatorError(
            "The digits come with scikit-learn, which is not installed here. Run `pip install scikit-learn`."
        ) from problem
    digits = bundled()
    pixels = torch.from_numpy(digits.data.astype(np.float32) / 16)
    pixels = (pixels - pixels.mean()) / pixels.std()
    return _split("digits", pixels, torch.from_numpy(digits.target.astype(np.int64)), _TRAIN_DIGITS, 8)


def _split(name: str, x: torch.Tensor, y: torch.Tensor, count: int, epochs: int) -> ImageData:
    order = torch.randperm(len(y), generator=torch.Generator().manual_seed(_SPLIT_SEED))
    x, y = x[order], y[order]
    return ImageData(name, x[:count], y[:count], x[count:], y[count:], epochs)


def _read_idx(folder: Path, name: str, dimensions: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """One file in IDX: two zero bytes, type 8 (unsigned bytes), the number of dimensions, their sizes, the data."""
    path = next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)
    if path is None:
        raise OperatorError(
            f"`{folder}` holds neither `{name}` nor `{name}.gz`. Put it there, or point `$MNIST_DIR` elsewhere."
        )
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        kind, *sizes = struct.unpack_from(f">{1 + dimensions}I", data)
        found = np.frombuffer(data, np.uint8, offset=4 * (1 + dimensions))
        if kind != 0x800 + dimensions or found.size != np.prod(sizes, dtype=np.int64):
            raise ValueError("its head does not fit what follows")  # noqa: TRY301  (told below, with the file's name)
    except (OSError, EOFError, ValueError, struct.error, zlib.error) as problem:
        raise OperatorError(
            f"`{path}` is damaged, or no IDX file of {dimensions} dimensions: {problem}. Fetch it again."
        ) from problem
    return found.reshape(sizes)


def _downloaded() -> Path:
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, digest in FILES.items():
        url = f"{MIRROR}{name}.gz"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310  (a constant address over https)
                data = answer.read()
        except OSError as problem:
            raise OperatorError(
                f"`{url}` cannot be fetched: {problem}. Use `--data digits`, which needs no network."
            ) from problem
        if hashlib.sha256(data).hexdigest() != digest:
            raise OperatorError(f"What `{url}` sent is not MNIST's file. Use `--data digits`, or fetch it elsewhere.")
        (folder / f"{name}.gz").write_bytes(data)
    return folder
