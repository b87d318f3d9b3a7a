import Foundation

/// A failing case in one line, for reproducing it anywhere.
public struct Token: Hashable, Sendable, CustomStringConvertible {
  let values: [Int64]

  init(_ values: [Int64]) { self.values = values }

  /// - Returns: nil if the text is no token.
  public init?(_ text: String) {
    guard let data = Data(base64Encoded: Self.padded(text)) else { return nil }
    var values: [Int64] = []
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for byte in data {
      guard shift < 64 else { return nil }
      word |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 {
        values.append(Int64(bitPattern: (word >> 1) ^ (0 &- (word & 1))))
        (word, shift) = (0, 0)
      }
    }
    guard shift == 0 else { return nil }
    self.values = values
  }

  /// Each value with its sign in the lowest bit, seven bits a byte, as Base 64 without special characters.
  public var description: String {
    var bytes: [UInt8] = []
    for value in values {
      var word = UInt64(bitPattern: (value << 1) ^ (value >> 63))
      while word >= 0x80 {
        bytes.append(UInt8(word & 0x7F) | 0x80)
        word >>= 7
      }
      bytes.append(UInt8(word))
    }
    return Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func padded(_ text: String) -> String {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    return standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
  }
}
