#!/usr/bin/env python3
"""The market of Benchmarks/market.yaml in Mesa: every agent is activated in every tick. Prints one line of JSON.

A pause that is over in the tick in which it begins lasts until the next one.
"""

import collections

import mesa

import deal as rules


class Party(mesa.Agent):
    """An agent who answers when it is time."""

    def __init__(self, model, agent):
        super().__init__(model)
        self.agent = agent


class Client(Party):
    def __init__(self, model, agent):
        super().__init__(model, agent)
        self.deal = None
        self.asked = False
        self.pause()

    def pause(self):
        self.due = self.model.now + int(self.model.numbers.expovariate(1 / rules.PAUSE_MEAN))

    def step(self):
        model = self.model
        if model.now < self.due:
            return
        if self.deal is None:
            if rules.VALUE < rules.PRICE:
                self.pause()
            else:
                self.due = model.never
                model.waiting.append(self)
        elif self.asked:
            self.asked = False
            self.due = model.never
            reaction = self.agent.reaction()
            if rules.REACTION > rules.REACTION_DEADLINE:
                reaction = "silence"
            if self.deal.react(reaction, model.now):
                model.numbers.choice(model.mediators).ask(self)
            else:
                model.end(self)

    def ask(self):
        self.asked = True
        self.due = self.model.now + min(rules.REACTION, rules.REACTION_DEADLINE)


class Node(Party):
    def __init__(self, model, agent):
        super().__init__(model, agent)
        self.client = None
        self.due = model.never

    def ask(self, client):
        self.client = client
        self.takes = self.model.numbers.randint(*rules.WORK)
        self.due = self.model.now + min(self.takes, rules.WORK_DEADLINE)

    def step(self):
        model = self.model
        if model.now < self.due:
            return
        self.due = model.never
        result = self.agent.result() if self.takes <= rules.WORK_DEADLINE else "nothing"
        if self.client.deal.deliver(result, model.now):
            self.client.ask()
        else:
            model.end(self.client)


class Mediator(Party):
    def __init__(self, model, agent):
        super().__init__(model, agent)
        self.cases = collections.deque()

    def ask(self, client):
        self.cases.append((self.model.now + min(rules.VERDICT, rules.VERDICT_DEADLINE), client))

    def step(self):
        model = self.model
        while self.cases and self.cases[0][0] <= model.now:
            client = self.cases.popleft()[1]
            verdict = self.agent.verdict() if rules.VERDICT <= rules.VERDICT_DEADLINE else "silence"
            client.deal.rule(verdict, self.agent, model.now)
            model.end(client)


class Market(mesa.Model):
    never = float("inf")

    def __init__(self, books, agents, deals, numbers):
        super().__init__(seed=numbers.randrange(2**32))
        self.books = books
        self.numbers = numbers
        self.left = deals
        self.now = 0
        self.waiting = collections.deque()
        self.clients = [Client(self, agent) for agent in agents["client"]]
        self.nodes = [Node(self, agent) for agent in agents["node"]]
        self.mediators = [Mediator(self, agent) for agent in agents["mediator"]]
        self.idle = collections.deque(self.nodes if rules.PRICE >= rules.COST else [])

    def step(self):
        for party in (Node, Client, Mediator):
            self.agents_by_type[party].do("step")
        while self.waiting and self.idle and self.left > 0:
            self.left -= 1
            client, node = self.waiting.popleft(), self.idle.popleft()
            client.deal = rules.Deal(self.books, client.agent, node.agent, self.now)
            client.node = node
            node.ask(client)
        self.now += 1

    def end(self, client):
        self.idle.append(client.node)
        client.deal = client.node = None
        client.pause()


def market(books, agents, deals, numbers):
    market = Market(books, agents, deals, numbers)
    while books.deals < deals:
        market.step()
    return market.now


if __name__ == "__main__":
    rules.run(rules.arguments(__doc__).parse_args(), market)
