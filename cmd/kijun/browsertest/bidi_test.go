package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/coder/websocket"
)

// A bidi is a session of WebDriver BiDi, the protocol that Firefox is driven by:
// commands with answers, and events between them, over one web socket.
type bidi struct {
	conn *websocket.Conn

	mu      sync.Mutex
	last    int
	waiting map[int]chan bidiMessage
	// listeners get every event, in order, and must not wait for an answer.
	listeners map[int]func(method string, params json.RawMessage)
	ended     error
}

type bidiMessage struct {
	Type, Method   string
	ID             int
	Params, Result json.RawMessage
	Error, Message string
}

// dialBidi begins a session with the browser that listens at the address.
func dialBidi(ctx context.Context, address string) (*bidi, error) {
	conn, _, err := websocket.Dial(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1) // a printed handbook is long
	b := &bidi{conn: conn, waiting: map[int]chan bidiMessage{}, listeners: map[int]func(string, json.RawMessage){}}
	go b.read()
	return b, nil
}

func (b *bidi) read() {
	for {
		_, data, err := b.conn.Read(context.Background())
		var m bidiMessage
		if err == nil {
			err = json.Unmarshal(data, &m)
		}
		b.mu.Lock()
		if err != nil {
			b.ended = fmt.Errorf("the session with Firefox has ended: %w", err)
			for _, answer := range b.waiting {
				close(answer)
			}
			b.waiting = nil
			b.mu.Unlock()
			return
		}
		if m.Type == "event" {
			for _, listen := range b.listeners {
				listen(m.Method, m.Params)
			}
		} else if answer := b.waiting[m.ID]; answer != nil {
			delete(b.waiting, m.ID)
			answer <- m
		}
		b.mu.Unlock()
	}
}

// listen hears all events until stop is called.
func (b *bidi) listen(f func(method string, params json.RawMessage)) (stop func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	id := b.last
	b.listeners[id] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, id)
	}
}

// send sends a command and waits for its answer.
func (b *bidi) send(ctx context.Context, method string, params map[string]any) (json.RawMessage, error) {
	answer := make(chan bidiMessage, 1)
	b.mu.Lock()
	if b.ended != nil {
		b.mu.Unlock()
		return nil, b.ended
	}
	b.last++
	id := b.last
	b.waiting[id] = answer
	b.mu.Unlock()
	if params == nil {
		params = map[string]any{}
	}
	data, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params})
	if err != nil {
		return nil, err
	}
	// A cancelled write would close the socket for all tabs.
	if err := b.conn.Write(context.WithoutCancel(ctx), websocket.MessageText, data); err != nil {
		return nil, err
	}
	select {
	case m, ok := <-answer:
		switch {
		case !ok:
			return nil, errors.New("the session with Firefox has ended during " + method)
		case m.Type != "success":
			return nil, fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		}
		return m.Result, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

// ask is send, with the answer as a T.
func ask[T any](ctx context.Context, b *bidi, method string, params map[string]any) (result T, err error) {
	raw, err := b.send(ctx, method, params)
	if err == nil {
		err = json.Unmarshal(raw, &result)
	}
	return result, err
}
