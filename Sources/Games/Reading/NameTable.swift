/// Texts, each once, numbered in the order in which they came, and found by their bytes.
struct NameTable {
  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  /// Where the bytes of each name begin, and after the last one where they end.
  private var starts = [0]
  private var index = HashIndex()

  var count: Int { names.count }

  /// The number of a text, which is the former count if it is new; nil if it is not UTF-8.
  ///
  /// - Complexity: O(length).
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(of: text)
    let known = index.position(hash: hash) { other in
      let start = starts[other]
      guard starts[other + 1] - start == text.count else { return false }
      return bytes.withUnsafeBufferPointer { bytes in
        for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
        return true
      }
    }
    if let known { return known }
    guard let name = String(validating: text, as: UTF8.self) else { return nil }
    index.insert(count, hash: hash)
    names.append(name)
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    return count - 1
  }

  private static func hash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash &* 0x9E37_79B9_7F4A_7C15
  }
}
