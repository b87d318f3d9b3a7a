import Crypto
public import Foundation

/// The SHA-256 hash [FIPS 180-4] of some bytes, in hexadecimal digits.
public func sha256(of data: Data) -> String {
  SHA256.hash(data: data).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
