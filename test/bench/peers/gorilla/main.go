// The hub that people write with gin and gorilla/websocket: a goroutine that reads and one that writes for each
// connection, and a queue between the hub and the writer. At its best: a message is made into a frame once (prepared), the
// locks are those of one channel, and a client whose queue is full is let go of.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

type request struct {
	Type string `json:"type"`
	ID   string `json:"id,omitempty"`
	Data struct {
		UserID    string `json:"user_id,omitempty"`
		ChannelID string `json:"channel_id,omitempty"`
		To        string `json:"to,omitempty"`
		Content   string `json:"content,omitempty"`
	} `json:"data"`
}

type message struct {
	ChannelID string `json:"channel_id,omitempty"`
	MessageID string `json:"message_id"`
	UserID    string `json:"user_id,omitempty"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	Content   string `json:"content,omitempty"`
	Timestamp string `json:"timestamp"`
}

type frame struct {
	Type string      `json:"type"`
	ID   string      `json:"id,omitempty"`
	Data interface{} `json:"data"`
}

// What waits for a writer: a frame for many, or an answer for one.
type outgoing struct {
	shared *websocket.PreparedMessage
	own    []byte
}

type client struct {
	socket *websocket.Conn
	queue  chan *outgoing
	user   string
	joined map[string]*channel
	once   sync.Once
}

type channel struct {
	sync.RWMutex
	members map[*client]struct{}
}

type hub struct {
	sync.RWMutex
	channels map[string]*channel
	messages atomic.Int64
}

// Long enough that nobody is let go of while the load generator is the slower one.
const queueLength = 8192

func (h *hub) find(name string) *channel {
	h.RLock()
	defer h.RUnlock()
	return h.channels[name]
}

func (h *hub) join(name string, c *client) {
	h.Lock()
	ch := h.channels[name]
	if ch == nil {
		ch = &channel{members: map[*client]struct{}{}}
		h.channels[name] = ch
	}
	h.Unlock()
	ch.Lock()
	ch.members[c] = struct{}{}
	ch.Unlock()
	c.joined[name] = ch
}

func (ch *channel) publish(shared *websocket.PreparedMessage) {
	if ch == nil {
		return
	}
	ch.RLock()
	defer ch.RUnlock()
	out := &outgoing{shared: shared}
	for c := range ch.members {
		c.offer(out)
	}
}

func (c *client) offer(out *outgoing) {
	select {
	case c.queue <- out:
	default:
		c.close()
	}
}

func (c *client) close() {
	c.once.Do(func() { c.socket.Close() })
}

func (c *client) answer(kind, id string, data interface{}) {
	bytes, err := json.Marshal(frame{kind, id, data})
	if err == nil {
		c.offer(&outgoing{own: bytes})
	}
}

func prepare(kind string, data message) *websocket.PreparedMessage {
	bytes, err := json.Marshal(frame{kind, "", data})
	if err != nil {
		return nil
	}
	shared, err := websocket.NewPreparedMessage(websocket.TextMessage, bytes)
	if err != nil {
		return nil
	}
	return shared
}

func (h *hub) handle(c *client, r request) {
	switch r.Type {
	case "connect":
		c.user = r.Data.UserID
		h.join("@"+c.user, c)
		c.answer("connect_ack", r.ID, gin.H{"user_id": c.user})
	case "join_channel":
		h.join(r.Data.ChannelID, c)
		c.answer("join_channel_ack", r.ID, gin.H{"channel_id": r.Data.ChannelID})
	case "send_message":
		ch := c.joined[r.Data.ChannelID]
		if ch == nil {
			c.answer("error", r.ID, gin.H{"code": "not_joined"})
			return
		}
		m := h.message(r)
		m.ChannelID, m.UserID = r.Data.ChannelID, c.user
		ch.publish(prepare("new_message", m))
		c.answer("send_message_ack", r.ID, message{ChannelID: m.ChannelID, MessageID: m.MessageID, Timestamp: m.Timestamp})
	case "send_direct":
		m := h.message(r)
		m.From, m.To = c.user, r.Data.To
		shared := prepare("direct_message", m)
		h.find("@" + m.To).publish(shared)
		h.find("@" + m.From).publish(shared)
		c.answer("send_direct_ack", r.ID, message{MessageID: m.MessageID, Timestamp: m.Timestamp})
	}
}

func (h *hub) message(r request) message {
	id := h.messages.Add(1)
	return message{
		MessageID: "m-" + strconv.FormatInt(id, 10),
		Content:   r.Data.Content,
		Timestamp: time.Now().UTC().Format("2006-01-02T15:04:05.000Z"),
	}
}

func (h *hub) read(c *client) {
	defer func() {
		for name, ch := range c.joined {
			ch.Lock()
			delete(ch.members, c)
			empty := len(ch.members) == 0
			ch.Unlock()
			if empty {
				h.Lock()
				if h.channels[name] == ch {
					delete(h.channels, name)
				}
				h.Unlock()
			}
		}
		c.close()
		close(c.queue)
	}()
	for {
		_, bytes, err := c.socket.ReadMessage()
		if err != nil {
			return
		}
		var r request
		if json.Unmarshal(bytes, &r) != nil {
			return
		}
		h.handle(c, r)
	}
}

func (c *client) write() {
	for out := range c.queue {
		var err error
		if out.shared != nil {
			err = c.socket.WritePreparedMessage(out.shared)
		} else {
			err = c.socket.WriteMessage(websocket.TextMessage, out.own)
		}
		if err != nil {
			c.close()
		}
	}
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	h := &hub{channels: map[string]*channel{}}
	upgrader := websocket.Upgrader{
		ReadBufferSize:  1024,
		WriteBufferSize: 1024,
		WriteBufferPool: &sync.Pool{},
		CheckOrigin:     func(*http.Request) bool { return true },
	}
	router := gin.New()
	router.GET("/ws", func(context *gin.Context) {
		socket, err := upgrader.Upgrade(context.Writer, context.Request, nil)
		if err != nil {
			return
		}
		c := &client{socket: socket, queue: make(chan *outgoing, queueLength), joined: map[string]*channel{}}
		go c.write()
		// Not here: the handler of the request would keep all that belongs to it for as long as the connection lasts.
		go h.read(c)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("{\"msg\":\"listening\",\"port\":%d}\n", listener.Addr().(*net.TCPAddr).Port)
	_ = http.Serve(listener, router)
}
