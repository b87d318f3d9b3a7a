/// Collects what is written, and hands it on in pieces.
struct TextOutput {
  private var piece = ""
  private let write: (String) throws -> Void

  init(to write: @escaping (String) throws -> Void) { self.write = write }

  mutating func append(_ text: String) throws {
    piece += text
    if piece.utf8.count >= 1 << 16 { try flush() }
  }

  /// Hands on what is left.
  mutating func flush() throws {
    if !piece.isEmpty { try write(piece) }
    piece.removeAll(keepingCapacity: true)
  }
}
