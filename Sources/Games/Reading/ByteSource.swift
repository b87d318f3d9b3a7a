import SystemPackage

/// Where the bytes of a game come from.
enum ByteSource {
  case file(FileDescriptor)
  case bytes([UInt8], next: Int)

  /// Fills a buffer as far as bytes are there at once.
  ///
  /// - Returns: How many bytes were read; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    switch self {
    case .file(let file): return try file.read(into: buffer)
    case .bytes(let bytes, let next):
      let count = min(buffer.count, bytes.count - next)
      bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[next..<next + count])) }
      self = .bytes(bytes, next: next + count)
      return count
    }
  }

  /// Goes to a byte, counted from the first; of what cannot be read twice, as a pipe, it throws.
  mutating func seek(to position: Int) throws {
    switch self {
    case .file(let file): try file.seek(offset: Int64(position), from: .start)
    case .bytes(let bytes, _): self = .bytes(bytes, next: position)
    }
  }
}

extension FileDescriptor {
  /// Opens a file for reading.
  init(reading path: String) throws(GameErrors) {
    do {
      self = try FileDescriptor.open(FilePath(path), .readOnly)
    } catch {
      throw GameErrors([GameError("cannot be read: \(error)", file: path)])
    }
  }
}

/// The name of a game that has none: that of its file, without folders and the last extension.
func gameName(ofFile path: String) -> String {
  FilePath(path).stem ?? path
}
