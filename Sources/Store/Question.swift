import Foundation
import Hashing
import Mechanisms

/// What was asked, of which mechanism, by which engine: what an answer is found under.
struct Question: Hashable, Sendable {
  /// A digest of all that the answer depends on but the time that there was.
  let digest: Data

  /// - Parameter parts: In this order; none can run into the next.
  init(_ parts: [String]) {
    var hash = SHA256Hash()
    for part in parts {
      hash.add(Data("\(part.utf8.count):".utf8))
      hash.add(Data(part.utf8))
    }
    digest = hash.bytes
  }

  /// What an answer that is kept under the question is signed with, so that what was damaged is no answer.
  func seal(of content: Data) -> Data {
    var hash = SHA256Hash()
    hash.add(digest)
    hash.add(content)
    return hash.bytes
  }
}
