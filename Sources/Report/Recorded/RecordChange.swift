/// What was done to the file of a recorded attack, or would be done.
public struct RecordChange: Hashable, Sendable, Encodable {
  public var file: String
  public var change: Kind
  /// Why, if it is not because of what was found.
  public var reason: String?

  public init(_ change: Kind, _ file: String, because reason: String? = nil) {
    self.file = file
    self.change = change
    self.reason = reason
  }

  public enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
    case added, replaced, unchanged, removed
    /// It would be removed, if files were changed.
    case removable
    case kept
  }
}

extension RecordChange {
  /// In words; nil for what stays as it is.
  public var line: String? {
    switch change {
    case .added, .replaced: "\(change.rawValue) \(file)"
    case .removed: "removed \(file): \(reason ?? "")"
    case .removable: "would remove \(file): \(reason ?? "")"
    case .unchanged, .kept: nil
    }
  }
}
