import Crypto
public import Foundation

/// The SHA-256 hash [FIPS 180-4] of some bytes, in hexadecimal digits.
public func sha256(of data: Data) -> String {
  var hash = SHA256Hash()
  hash.add(data)
  return hash.digits
}

/// The SHA-256 hash [FIPS 180-4] of bytes that are added one part after the other.
public struct SHA256Hash {
  private var function = SHA256()

  /// The hash of no bytes.
  public init() {}

  /// - Complexity: linear in the number of bytes.
  public mutating func add(_ data: Data) { function.update(data: data) }

  /// The hash of what was added so far: 32 bytes.
  public var bytes: Data { Data(function.finalize()) }

  /// The same, in hexadecimal digits.
  public var digits: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
