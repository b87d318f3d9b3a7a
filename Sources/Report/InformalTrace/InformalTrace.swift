import Exact
public import Foundation

/// A trace in the Informal Trace Format of Apalache and Quint [Apalache, ADR-015]: states, in each of which every
/// variable has a value.
public struct InformalTrace: Hashable, Sendable {
  /// What a file's name ends with, by convention.
  public static let ending = ".itf.json"

  /// Remarks on the trace, which tools may make as they like.
  public var remarks: [String: InformalValue]
  /// The names of what has a value in the first state, and keeps it.
  public var parameters: [String]
  /// The names of what has a value in every state; beside these and the parameters, nothing has.
  public var variables: [String]
  public var states: [[String: InformalValue]]
  /// The state that follows the last, if it goes round for ever.
  public var loop: Int?

  /// Reads a file.
  ///
  /// - Throws: ``Unreadable``.
  public init(reading data: Data) throws(Unreadable) {
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch let error as DecodingError {
      throw Unreadable(error)
    } catch {
      throw Unreadable(description: error.localizedDescription)
    }
  }

  /// As JSON, with sorted keys.
  ///
  /// - Throws: if it cannot be written.
  public func json() throws -> String { try JSONText.text(of: self) }

  /// Why a file is no trace.
  public struct Unreadable: Error, CustomStringConvertible {
    public var description: String
  }
}

extension InformalTrace.Unreadable {
  fileprivate init(_ error: DecodingError) {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    }
    description =
      switch error {
      case .dataCorrupted(let context) where context.codingPath.isEmpty:
        "this is no trace: it is not valid JSON"
      case .typeMismatch(_, let context) where context.codingPath.isEmpty,
        .valueNotFound(_, let context) where context.codingPath.isEmpty:
        "this is no trace: it is no JSON object"
      case .keyNotFound(let key, let context):
        "this is no trace: \(place(context.codingPath + [key])) is missing"
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        "this is no trace: \(place(context.codingPath)): \(context.debugDescription)"
      @unknown default: "this is no trace"
      }
  }
}

extension InformalTrace: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }

    static let remarks = Key("#meta")
    static let parameters = Key("params")
    static let variables = Key("vars")
    static let states = Key("states")
    static let loop = Key("loop")
    static let index = Key("index")
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    // What other tools remark is theirs, and need not be made of values of the format.
    remarks = [:]
    if let others = try? container.nestedContainer(keyedBy: Key.self, forKey: .remarks) {
      for key in others.allKeys {
        remarks[key.stringValue] = try? others.decode(InformalValue.self, forKey: key)
      }
    }
    parameters = try container.decodeIfPresent([String].self, forKey: .parameters) ?? []
    variables = try container.decode([String].self, forKey: .variables)
    loop = try container.decodeIfPresent(Int.self, forKey: .loop)
    var list = try container.nestedUnkeyedContainer(forKey: .states)
    states = []
    while !list.isAtEnd {
      states.append(try values(in: list.nestedContainer(keyedBy: Key.self)))
    }
    if states.isEmpty {
      throw DecodingError.dataCorruptedError(
        forKey: .states, in: container, debugDescription: "there is none")
    }
  }

  /// The values in the state that follows those read so far.
  private func values(
    in state: KeyedDecodingContainer<Key>
  ) throws -> [String: InformalValue] {
    let index = states.count
    if let remarks = try? state.nestedContainer(keyedBy: Key.self, forKey: .remarks),
      remarks.contains(.index),
      try remarks.decode(InformalValue.self, forKey: .index) != .integer(Rational(index))
    {
      throw DecodingError.dataCorruptedError(
        forKey: .index, in: remarks, debugDescription: "this is state \(index)")
    }
    let names = Set(index == 0 ? variables + parameters : variables)
    var values: [String: InformalValue] = [:]
    for key in state.allKeys where key.stringValue != Key.remarks.stringValue {
      guard names.contains(key.stringValue) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: state,
          debugDescription: "it is not among 'vars'\(index == 0 ? " or 'params'" : "")")
      }
      values[key.stringValue] = try state.decode(InformalValue.self, forKey: key)
    }
    for name in names.sorted() where values[name] == nil {
      throw DecodingError.keyNotFound(
        Key(name), .init(codingPath: state.codingPath, debugDescription: ""))
    }
    return values
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(remarks, forKey: .remarks)
    if !parameters.isEmpty { try container.encode(parameters, forKey: .parameters) }
    try container.encode(variables, forKey: .variables)
    try container.encodeIfPresent(loop, forKey: .loop)
    var list = container.nestedUnkeyedContainer(forKey: .states)
    for (index, values) in states.enumerated() {
      var state = list.nestedContainer(keyedBy: Key.self)
      try state.encode([Key.index.stringValue: index], forKey: .remarks)
      for (name, value) in values { try state.encode(value, forKey: Key(name)) }
    }
  }
}
