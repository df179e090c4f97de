"""Exceptions on the hot path: orders are checked by functions that raise, of several kinds."""

import sys


class Refused(Exception):
    def __init__(self, reason, cost):
        super().__init__(reason)
        self.cost = cost


class OutOfStock(Refused):
    pass


class TooLarge(Refused):
    pass


def take_from(stock, item, amount):
    if amount > 8:
        raise TooLarge("too large", amount)
    left = stock[item] - amount
    if left < 0:
        raise OutOfStock("out of stock", 1)
    stock[item] = left
    return amount


def serve(stock, item, amount, log):
    try:
        return take_from(stock, item, amount)
    except OutOfStock as refusal:
        stock[item] = 20
        return -refusal.cost
    finally:
        log[0] += 1


def main(n):
    stock = {number: 20 for number in range(12)}
    log = [0]
    served = refused = unknown = state = 0
    for i in range(n):
        state = (state * 1103 + 12345) % 65536
        try:
            served += serve(stock, (state >> 4) % 13, (state >> 8) % 10, log)
        except KeyError as error:
            unknown += error.args[0]
        except Refused as refusal:
            refused += refusal.cost
    return "%d %d %d %d" % (served, refused, unknown, log[0])


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1400000))
