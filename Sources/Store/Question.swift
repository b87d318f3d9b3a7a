import Crypto
import Foundation
import Mechanisms

/// What was asked, of which mechanism, by which engine: what an answer is found under.
struct Question: Hashable, Sendable {
  /// A digest of all that the answer depends on but the time that there was.
  let digest: Data

  /// - Parameter parts: In this order; none can run into the next.
  init(_ parts: [String]) {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Data("\(part.utf8.count):".utf8))
      hash.update(data: Data(part.utf8))
    }
    digest = Data(hash.finalize())
  }

  /// What an answer that is kept under the question is signed with, so that what was damaged is no answer.
  func seal(of content: Data) -> Data {
    var hash = SHA256()
    hash.update(data: digest)
    hash.update(data: content)
    return Data(hash.finalize())
  }
}
